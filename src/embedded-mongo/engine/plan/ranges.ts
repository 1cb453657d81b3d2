import type { Collection, Index } from '../storage/catalog.js';
import { MAX_BODY, prefix } from '../storage/layout.js';
import { afterPrefix, inverted } from '../values/keys.js';
import { whole, type Interval } from './bounds.js';

export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

const MAX_RANGES = 1000;
const LIMIT = MAX_BODY - 32;

/** The stretches of an index that the bounds of its first fields leave, and whether they are those bounds exactly. */
export function keyRanges(
  collection: Collection,
  index: Index,
  bounds: Interval[][],
): { ranges: KeyRange[]; exact: boolean } {
  const last = bounds.at(-1);
  if (!last) return { ranges: [limited(prefix(collection.id, index.id), whole())], exact: true };
  if (combinations(bounds) > MAX_RANGES)
    return { ...keyRanges(collection, index, bounds.slice(0, -1)), exact: false };
  const heads = headsOf(collection, index, bounds.slice(0, -1));
  const own = directed(index, bounds.length - 1, last);
  const ranges = heads.flatMap((head) => own.map((each) => limited(head, each)));
  return { ranges, exact: ranges.every(({ start, end }) => start.length < LIMIT && end.length < LIMIT) };
}

/** How many beginnings of keys the bounds of some fields make. */
export function combinations(bounds: readonly Interval[][]): number {
  return bounds.reduce((product, { length }) => product * length, 1);
}

/** The beginnings that all keys with these single values have. */
export function headsOf(collection: Collection, index: Index, points: Interval[][]): Buffer[] {
  let heads = [prefix(collection.id, index.id)];
  points.forEach((intervals, i) => {
    const own = directed(index, i, intervals);
    heads = heads.flatMap((head) => own.map(({ low }) => Buffer.concat([head, low])));
  });
  return heads;
}

function directed(index: Index, field: number, intervals: Interval[]): Interval[] {
  const descending = Number(Object.values(index.key)[field]) < 0;
  return descending ? intervals.map(flip).reverse() : intervals;
}

function limited(head: Buffer, { low, high }: Interval): KeyRange {
  const [start, end] = [Buffer.concat([head, low]), Buffer.concat([head, high])];
  return {
    start: start.length > LIMIT ? start.subarray(0, LIMIT) : start,
    end: end.length > LIMIT ? afterPrefix(end.subarray(0, LIMIT))! : end,
  };
}

// A descending field's keys are inverted, and with them the bounds.
function flip({ low, high, point }: Interval): Interval {
  if (point) return { low: inverted(low), high: afterPrefix(inverted(low))!, point };
  return {
    low: afterPrefix(inverted(high)) ?? Buffer.from([0]),
    high: afterPrefix(inverted(low)) ?? Buffer.from([0xff]),
    point,
  };
}

/** Sorted, and without overlaps. */
export function unionOfRanges(ranges: readonly KeyRange[]): KeyRange[] {
  const merged: KeyRange[] = [];
  for (const next of [...ranges].sort((a, b) => Buffer.compare(a.start, b.start))) {
    const last = merged.at(-1);
    if (!last || Buffer.compare(next.start, last.end) > 0) merged.push({ ...next });
    else if (Buffer.compare(next.end, last.end) > 0) last.end = next.end;
  }
  return merged;
}
