import { evalExpr } from 'mingo/core';
import { $concatArrays, $range } from 'mingo/operators/expression';
import { checkLength } from './limits.js';

type Operator = (object: never, expression: never, options: never) => unknown;

// mingo builds whatever it is asked for; a client could fill the memory with one small expression.
const range: Operator = (object, expression, options) => {
  const [start, end, step = 1] = evalExpr(object, expression, options) as [number, number, number?];
  const length = Math.floor((end - start) / step);
  if (Number.isFinite(length)) checkLength('$range', length);
  return $range(object, [start, end, step] as never, options);
};

const concatArrays: Operator = (object, expression, options) => {
  const lists = evalExpr(object, expression, options);
  if (!Array.isArray(lists)) return $concatArrays(object, lists, options);
  const sizes = lists.map((each) => (Array.isArray(each) ? each.length : 0));
  checkLength(
    '$concatArrays',
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const literals = lists.map(($literal: unknown) => ({ $literal }));
  return $concatArrays(object, literals, options);
};

/** Operators that build lists, within limits. */
export const lists: Record<string, Operator> = { $range: range, $concatArrays: concatArrays };
