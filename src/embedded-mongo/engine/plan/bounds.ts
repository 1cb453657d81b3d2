import { MaxKey, MinKey } from 'bson';
import type { Node, Test } from '../query/parse.js';
import { literalPrefix } from '../query/regex.js';
import { numberOf } from '../values/documents.js';
import { afterPrefix, keyOf, RANK, rankOf, type Fold } from '../values/keys.js';

/** The keys of one field from `low` up to, not including, `high`. */
export interface Interval {
  low: Buffer;
  high: Buffer;
  /** All keys are of one value. */
  point: boolean;
}

const LOWEST = Buffer.from([0x01]);
const HIGHEST = Buffer.from([0xff]);
const AFTER_NAN = afterPrefix(keyOf(NaN))!;

/**
 * Which keys of a field can belong to matching documents; undefined when the filter says nothing about it. May let
 * too much through, never too little. Where the field may hold arrays (`multikey`), two conditions may be met by two
 * different items, so only one of them bounds the scan.
 */
export function intervalsOf(
  node: Node,
  path: string,
  multikey: boolean,
  fold?: Fold,
): Interval[] | undefined {
  switch (node.kind) {
    case 'field':
      return fieldIntervals(node.path, node.test, path, multikey, fold);
    case 'and':
      if (node.nodes.length === 1) return intervalsOf(node.nodes[0]!, path, multikey, fold);
      return combine(
        node.nodes.map((each) => intervalsOf(each, path, multikey, fold)),
        multikey,
      );
    case 'or': {
      const branches = node.nodes.map((each) => intervalsOf(each, path, multikey, fold));
      if (branches.some((branch) => branch === undefined)) return undefined;
      return union(branches.flat() as Interval[]);
    }
    default:
      return undefined;
  }
}

function fieldIntervals(
  own: string,
  test: Test,
  path: string,
  multikey: boolean,
  fold: Fold,
): Interval[] | undefined {
  if (test.op === '$elemMatch') {
    if (test.filter && path.startsWith(`${own}.`)) {
      return intervalsOf(test.filter, path.slice(own.length + 1), true, fold);
    }
    if (!test.tests || own !== path) return undefined;
    return combine(
      test.tests.map((each) => testIntervals(each, multikey, fold)),
      false,
    );
  }
  return own === path ? testIntervals(test, multikey, fold) : undefined;
}

function testIntervals(test: Test, multikey: boolean, fold: Fold): Interval[] | undefined {
  switch (test.op) {
    case '$eq':
      return points([test.value], fold);
    case '$in':
      return test.values.some((value) => rankOf(value) === RANK.regex)
        ? undefined
        : points(test.values, fold);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(test.op, test.value, fold);
    case '$exists':
      return test.value ? [whole()] : points([null], fold);
    case '$regex':
      return fold ? undefined : prefixIntervals(literalPrefix(test.source));
    case '$all':
      return combine(
        test.tests.map((each) => testIntervals(each, multikey, fold)),
        true,
      );
    case '$not':
      return test.tests.length === 1 ? complement(test.tests[0]!, multikey, fold) : undefined;
    default:
      return undefined;
  }
}

function points(values: readonly unknown[], fold: Fold): Interval[] {
  const intervals = values.flatMap((value) => {
    // An empty array's key is undefined's; an array is also found by its first item; null also means absent.
    if (Array.isArray(value)) return [point(value, fold), point(value[0], fold)];
    return value === null || value === undefined
      ? [point(null, fold), point(undefined, fold)]
      : [point(value, fold)];
  });
  return union(intervals);
}

function point(value: unknown, fold: Fold): Interval {
  const low = keyOf(value, fold);
  return { low, high: afterPrefix(low)!, point: true };
}

function range(op: '$gt' | '$gte' | '$lt' | '$lte', value: unknown, fold: Fold): Interval[] | undefined {
  if (value instanceof MinKey || value instanceof MaxKey || Array.isArray(value)) return undefined;
  const key = keyOf(value, fold);
  if (Number.isNaN(numberOf(value)) || value === null || value === undefined) return points([value], fold);
  // Values of one type are compared only; NaN comes first among the numbers, but is less than none of them.
  const low = key[0] === RANK.number ? AFTER_NAN : key.subarray(0, 1);
  const bracket = { low, high: Buffer.from([key[0]! + 1]) };
  const after = afterPrefix(key)!;
  switch (op) {
    case '$gt':
      return [{ low: after, high: bracket.high, point: false }];
    case '$gte':
      return [{ low: key, high: bracket.high, point: false }];
    case '$lt':
      return [{ low: bracket.low, high: key, point: false }];
    case '$lte':
      return [{ low: bracket.low, high: after, point: false }];
  }
}

function prefixIntervals(prefix: string): Interval[] | undefined {
  if (prefix === '') return undefined;
  const low = keyOf(prefix).subarray(0, -1);
  // A stored regular expression equals itself under $regex.
  const patterns = { low: Buffer.from([RANK.regex]), high: Buffer.from([RANK.regex + 1]), point: false };
  return [{ low, high: afterPrefix(low)!, point: false }, patterns];
}

function complement(test: Test, multikey: boolean, fold: Fold): Interval[] | undefined {
  if (test.op !== '$eq' && test.op !== '$in') return undefined;
  const values = test.op === '$in' ? test.values : [test.value];
  // Documents without the field have null's key, and an array's items are listed one by one.
  if (values.some((value) => Array.isArray(value) || rankOf(value) === RANK.regex)) return undefined;
  // Arrays that are empty, or hold what has no such field, have a key of null or undefined and yet are not null.
  if (multikey && values.some((value) => value === null || value === undefined)) return undefined;
  const gaps: Interval[] = [];
  let low: Buffer = LOWEST;
  for (const each of points(values, fold)) {
    gaps.push({ low, high: each.low, point: false });
    low = each.high;
  }
  return [...gaps, { low, high: HIGHEST, point: false }].filter(isFilled);
}

/** Every key there is. */
export function whole(): Interval {
  return { low: LOWEST, high: HIGHEST, point: false };
}

function isFilled({ low, high }: Interval): boolean {
  return Buffer.compare(low, high) < 0;
}

function combine(all: (Interval[] | undefined)[], multikey: boolean): Interval[] | undefined {
  const known = all.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  if (!multikey) return known.reduce(intersect);
  return known.reduce((best, each) => (width(each) < width(best) ? each : best));
}

function width(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { point: single }) => sum + (single ? 1 : 1000), 0);
}

function intersect(left: Interval[], right: Interval[]): Interval[] {
  return left.flatMap((a) =>
    right
      .map((b) => ({
        low: Buffer.compare(a.low, b.low) > 0 ? a.low : b.low,
        high: Buffer.compare(a.high, b.high) < 0 ? a.high : b.high,
        point: a.point || b.point,
      }))
      .filter(isFilled),
  );
}

/** Sorted, and without overlaps. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low));
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (!last || Buffer.compare(next.low, last.high) >= 0) merged.push({ ...next });
    else if (Buffer.compare(next.high, last.high) > 0) {
      last.high = next.high;
      last.point = false;
    }
  }
  return merged;
}

/** Does every key of these lie in one of those? */
export function isWithin(intervals: readonly Interval[], others: readonly Interval[]): boolean {
  return intervals.every(({ low, high }) =>
    others.some((other) => Buffer.compare(other.low, low) <= 0 && Buffer.compare(high, other.high) <= 0),
  );
}

/** Can a document without the field (or with null) be among these? */
export function includesNull(intervals: readonly Interval[]): boolean {
  const key = keyOf(null);
  return intervals.some(({ low, high }) => Buffer.compare(low, key) <= 0 && Buffer.compare(key, high) < 0);
}
