import type { SortField } from '../query/sort.js';
import type { Collection, Index } from '../storage/catalog.js';
import type { Interval } from './bounds.js';
import { combinations, headsOf, type KeyRange } from './ranges.js';

/** Ranges that each are in order, and where in their keys that order begins. */
export interface Stream {
  ranges: KeyRange[];
  head: number;
}

export interface Order {
  direction: 1 | -1;
  /** So many first fields have several single values: their streams must be merged. */
  merged: number;
}

const MOST_STREAMS = 200;

/** How walking an index gives the order asked for; undefined when it does not. */
export function orderOf(index: Index, bounds: Interval[][], sort: readonly SortField[]): Order | undefined {
  if (sort.length === 0) return { direction: 1, merged: 0 };
  if (index.cut) return undefined;
  const isSingle = (i: number) => bounds[i]?.length === 1 && bounds[i][0]!.point;
  let direction: 1 | -1 | undefined;
  let [at, merged] = [0, 0];
  for (const [i, name] of Object.keys(index.key).entries()) {
    if (at === sort.length) break;
    const [path, wanted] = sort[at]!;
    if (path === name) {
      at++;
      if (isSingle(i) && !index.multikey[i]) continue;
      if (index.multikey[i]) return undefined;
      const own = Number(index.key[name]) * wanted > 0 ? 1 : -1;
      if (direction !== undefined && direction !== own) return undefined;
      direction = own;
    } else if (!isSingle(i)) {
      // Several single values before the sort begins: each has its own stretch in order.
      if (at > 0 || !bounds[i]?.every(({ point }) => point)) return undefined;
      merged = i + 1;
    }
  }
  // What is left to sort by must be fixed by the filter or follow a unique field already walked.
  return at === sort.length ? { direction: direction ?? 1, merged } : undefined;
}

/** Parts ranges by the single values of the first fields; undefined when they cannot be. */
export function streamsOf(
  collection: Collection,
  index: Index,
  points: Interval[][],
  ranges: readonly KeyRange[],
): Stream[] | undefined {
  if (combinations(points) > MOST_STREAMS) return undefined;
  const heads = headsOf(collection, index, points);
  const streams = heads.map((head) => ({
    head: head.length,
    ranges: ranges.filter(({ start }) => start.subarray(0, head.length).equals(head)),
  }));
  const parted = streams.reduce((sum, each) => sum + each.ranges.length, 0);
  return parted === ranges.length ? streams.filter((each) => each.ranges.length > 0) : undefined;
}
