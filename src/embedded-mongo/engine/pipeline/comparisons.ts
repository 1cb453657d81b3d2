import { evalExpr } from 'mingo/core';
import { ServerError } from '../../errors.js';
import { compare } from '../values/compare.js';

type Operator = (object: never, expression: unknown, options: never) => unknown;

// mingo compares like queries do (an array equals its items, types are kept apart); expressions compare whole values.
function operator(name: string, judge: (order: number) => unknown): Operator {
  return (object, expression, options) => {
    if (!Array.isArray(expression) || expression.length !== 2) {
      const count = Array.isArray(expression) ? expression.length : 1;
      throw new ServerError(16020, `Expression ${name} takes exactly 2 arguments. ${count} were passed in.`);
    }
    const [left, right] = evalExpr(object, expression as never, options) as unknown[];
    return judge(compare(left, right));
  };
}

/** The comparison operators of expressions, in MongoDB's order of all types. */
export const comparisons: Record<string, Operator> = {
  $eq: operator('$eq', (order) => order === 0),
  $ne: operator('$ne', (order) => order !== 0),
  $gt: operator('$gt', (order) => order > 0),
  $gte: operator('$gte', (order) => order >= 0),
  $lt: operator('$lt', (order) => order < 0),
  $lte: operator('$lte', (order) => order <= 0),
  $cmp: operator('$cmp', Math.sign),
};
