import { evalExpr } from 'mingo/core';
import { Decimal128, Double, Long } from 'bson';
import { ServerError } from '../../errors.js';
import { compare } from '../values/compare.js';
import { isNumeric, numberOf, toPlain, type Numeric } from '../values/documents.js';
import { keyOf, type Fold } from '../values/keys.js';
import { arithmetic } from '../values/numbers.js';

type Accumulator = (documents: unknown[], expression: unknown, options: never) => unknown;

// mingo puts null where a field is absent, adds up nothing but JavaScript numbers and orders values its own way.
function valuesOf(documents: unknown[], expression: unknown, options: never): unknown[] {
  if (expression === null || expression === undefined) return documents;
  const scope = options as { update(locals: { root: unknown }): never };
  return documents
    .map((root) => evalExpr(root as never, expression as never, scope.update({ root })))
    .filter((value) => value !== undefined);
}

function sum(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  if (numbers.every((each) => typeof each === 'number'))
    return numbers.reduce((total, each) => total + each, 0);
  const typed = (each: Numeric) =>
    typeof each === 'number' && !Number.isSafeInteger(each) ? new Double(each) : each;
  const add = (left: Numeric, right: Numeric): Numeric =>
    arithmetic('add', typed(left), typed(right)) ?? numberOf(left)! + numberOf(right)!;
  return toPlain(numbers.reduce(add));
}

function average(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  if (numbers.length === 0) return null;
  const total = sum(numbers);
  if (total instanceof Decimal128)
    throw new ServerError('NotImplemented', '$avg of decimals is not supported by this store');
  return (total instanceof Long ? total.toNumber() : Number(total)) / numbers.length;
}

function extreme(values: readonly unknown[], sign: 1 | -1, fold: Fold): unknown {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return known.reduce((best, each) => (compare(each, best, fold) * sign > 0 ? each : best));
}

function different(values: readonly unknown[], fold: Fold): unknown[] {
  return [...new Map(values.map((value) => [keyOf(value, fold).toString('latin1'), value])).values()];
}

/** The accumulators of `$group` and of expressions in which mingo differs from MongoDB. */
export function accumulators(fold: Fold): Record<string, Accumulator> {
  return {
    $sum: (documents, expression, options) =>
      typeof expression === 'number'
        ? documents.length * expression
        : sum(valuesOf(documents, expression, options)),
    $avg: (...parts) => average(valuesOf(...parts)),
    $min: (...parts) => extreme(valuesOf(...parts), -1, fold),
    $max: (...parts) => extreme(valuesOf(...parts), 1, fold),
    $push: (...parts) => valuesOf(...parts),
    $addToSet: (...parts) => different(valuesOf(...parts), fold),
  };
}

/** An accumulator that takes one value after the other. */
export interface Accumulation {
  add(value: unknown): void;
  /** What has come of it so far; it may go on. */
  end(): unknown;
}

const gathered = (end: (values: unknown[]) => unknown) => (): Accumulation => {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    end: () => end(values),
  };
};

function extremeOf(sign: 1 | -1, fold: Fold): Accumulation {
  let best: unknown = null;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === null || compare(value, best, fold) * sign > 0) best = value;
    },
    end: () => best,
  };
}

function setOf(fold: Fold): Accumulation {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value !== undefined) values.set(keyOf(value, fold).toString('latin1'), value);
    },
    end: () => [...values.values()],
  };
}

function endOf(isLast: boolean): Accumulation {
  let value: unknown;
  let count = 0;
  return {
    add: (each) => {
      if (count++ === 0 || isLast) value = each;
    },
    end: () => value ?? null,
  };
}

function counter(): Accumulation {
  let count = 0;
  return { add: () => count++, end: () => count };
}

/** The accumulators that are computed in one pass. */
export function foldsFor(fold: Fold): Record<string, () => Accumulation> {
  return {
    $sum: gathered(sum),
    $avg: gathered(average),
    $push: gathered((values) => [...values]),
    $first: () => endOf(false),
    $last: () => endOf(true),
    $count: counter,
    $addToSet: () => setOf(fold),
    $min: () => extremeOf(-1, fold),
    $max: () => extremeOf(1, fold),
  };
}
