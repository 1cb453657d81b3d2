import { evalExpr } from 'mingo/core';
import { ServerError } from '../../errors.js';
import { compare } from '../values/compare.js';
import type { Fold } from '../values/keys.js';

type Operator = (object: never, expression: unknown, options: never) => unknown;

// mingo compares like queries do (an array equals its items, types are kept apart); expressions compare whole values.
function operator(name: string, fold: Fold, judge: (order: number) => unknown): Operator {
  return (object, expression, options) => {
    if (!Array.isArray(expression) || expression.length !== 2) {
      const count = Array.isArray(expression) ? expression.length : 1;
      throw new ServerError(16020, `Expression ${name} takes exactly 2 arguments. ${count} were passed in.`);
    }
    const [left, right] = evalExpr(object, expression as never, options) as unknown[];
    return judge(compare(left, right, fold));
  };
}

/** The comparison operators of expressions, in MongoDB's order of all types. */
export function comparisons(fold: Fold): Record<string, Operator> {
  return {
    $eq: operator('$eq', fold, (order) => order === 0),
    $ne: operator('$ne', fold, (order) => order !== 0),
    $gt: operator('$gt', fold, (order) => order > 0),
    $gte: operator('$gte', fold, (order) => order >= 0),
    $lt: operator('$lt', fold, (order) => order < 0),
    $lte: operator('$lte', fold, (order) => order <= 0),
    $cmp: operator('$cmp', fold, Math.sign),
  };
}
