import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import type { SortField } from '../query/sort.js';
import { isDocument } from '../values/documents.js';
import { valueAt } from '../values/paths.js';
import { compileExpression, type Evaluation } from './expressions.js';

/** Which documents of a partition one of them looks at: from the first on, without the last. */
export type Frame = readonly [from: number, to: number];

/** A window: so many places, or so much of the sort field, before and after; all of them are infinite. */
export interface Window {
  kind: 'documents' | 'range';
  low: number;
  high: number;
  unit?: string;
}

/** The window without an end on either side. */
export const WHOLE: Window = { kind: 'documents', low: -Infinity, high: Infinity };

/** Is there an end to it? */
export const isBounded = ({ low, high }: Window): boolean => low !== -Infinity || high !== Infinity;

/** The `window` of a field of `$setWindowFields`, checked. */
export function windowIn(spec: unknown): Window {
  if (spec === undefined) return WHOLE;
  const { documents, range, unit }: Document = isDocument(spec) ? spec : {};
  if ((documents === undefined) === (range === undefined) || (unit !== undefined && range === undefined))
    throw new ServerError(
      'FailedToParse',
      "a 'window' is either 'documents' or 'range', which may have a 'unit'",
    );
  const kind = range === undefined ? 'documents' : 'range';
  const bounds: unknown = documents ?? range;
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw new ServerError('FailedToParse', 'Window bounds must be a 2-element array');
  const [low, high] = [boundIn(bounds[0], -Infinity, kind), boundIn(bounds[1], Infinity, kind)];
  if (low > high) throw new ServerError(5339900, 'Lower bound must not exceed upper bound');
  return { kind, low, high, ...(typeof unit === 'string' && { unit }) };
}

function boundIn(bound: unknown, unbounded: number, kind: Window['kind']): number {
  if (bound === 'unbounded') return unbounded;
  if (bound === 'current') return 0;
  if (typeof bound !== 'number' || !(kind === 'range' || Number.isInteger(bound)))
    throw new ServerError('FailedToParse', "Window bounds must be 'unbounded', 'current', or a number");
  return bound;
}

/** The frame of each document of a sorted partition, in their order. */
export function* framesOf(
  part: readonly Document[],
  window: Window,
  order: readonly SortField[],
  context: Evaluation,
): Generator<Frame> {
  if (window.kind === 'range' && isBounded(window)) {
    yield* rangesOf(part, window, order, context);
    return;
  }
  const within = (place: number, least: number) => Math.min(Math.max(place, least), part.length);
  for (const i of part.keys()) {
    const from = within(i + window.low, 0);
    yield [from, within(i + window.high + 1, from)];
  }
}

// Both ends only ever move on, as the documents lie in the order of the field.
function* rangesOf(
  part: readonly Document[],
  { low, high, unit }: Window,
  order: readonly SortField[],
  context: Evaluation,
): Generator<Frame> {
  const [by] = order;
  if (order.length !== 1 || by![1] !== 1)
    throw new ServerError(5339902, 'Range-based window require sortBy a single ascending field');
  const places = part.map((each) => placeIn(valueAt(each, by![0]), unit !== undefined));
  const moved = (amount: number) =>
    unit === undefined || !Number.isFinite(amount)
      ? (place: number) => place + amount
      : moving({ unit, amount }, context);
  const [lowest, highest] = [moved(low), moved(high)];
  let [from, to] = [0, 0];
  for (const place of places) {
    const [least, most] = [lowest(place), highest(place)];
    while (from < places.length && places[from]! < least) from++;
    while (to < places.length && places[to]! <= most) to++;
    yield [from, Math.max(from, to)];
  }
}

function moving(by: { unit: string; amount: number }, context: Evaluation): (place: number) => number {
  const add = compileExpression({ $dateAdd: { startDate: '$at', ...by } }, context);
  return (place) => (add({ at: new Date(place) }) as Date).getTime();
}

function placeIn(value: unknown, isDate: boolean): number {
  if (isDate && value instanceof Date) return value.getTime();
  if (!isDate && typeof value === 'number') return value;
  throw new ServerError(
    isDate ? 5429513 : 5429414,
    `Invalid range: Expected the sortBy field to be a ${isDate ? 'Date' : 'number'}`,
  );
}
