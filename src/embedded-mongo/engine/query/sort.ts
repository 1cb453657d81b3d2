import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, STEP, type Work } from '../plan/scan.js';
import { checkFieldPath } from '../values/depth.js';
import { isDocument, numberOf, textOf } from '../values/documents.js';
import { inverted, keyOf, type Fold } from '../values/keys.js';
import { candidates } from '../values/paths.js';

export type SortField = [path: string, direction: 1 | -1];

/** A sort specification, checked. */
export function parseSort(sort: Document | undefined): SortField[] {
  return Object.entries(sort ?? {}).map(([path, direction]): SortField => {
    if (isDocument(direction))
      throw new ServerError('NotImplemented', '$meta sort is not supported by this store');
    const number = numberOf(direction);
    if (number === undefined) {
      throw new ServerError(15974, `Illegal key in $sort specification: ${path}: ${textOf(direction)}`);
    }
    if (number !== 1 && number !== -1)
      throw new ServerError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    checkFieldPath(path);
    if (path.startsWith('$')) {
      throw new ServerError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    return [path, number];
  });
}

/** Bytes that put documents in the order of a sort: an array counts as its smallest (or, descending, largest) item. */
export function sortKey(document: Document, sort: readonly SortField[], fold?: Fold): Buffer {
  const parts = sort.map(([path, direction]) => {
    const keys = sortValues(document, path).map((value) => keyOf(value, fold));
    const chosen = keys.reduce((best, key) => (Buffer.compare(key, best) * direction < 0 ? key : best));
    return direction === 1 ? chosen : inverted(chosen);
  });
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

function sortValues(document: Document, path: string): unknown[] {
  const found = candidates(document, path);
  const arrays = found.filter(({ value }) => Array.isArray(value));
  if (arrays.length === 0)
    return found.length > 0 ? found.map(({ value, found: is }) => (is ? value : null)) : [null];
  const items = found.filter((each) => !arrays.includes(each));
  // An empty array sorts below null.
  const values = items.map(({ value, found: is }) => (is ? value : null));
  if (arrays.some(({ value }) => (value as unknown[]).length === 0)) values.push(undefined);
  return values.length > 0 ? values : arrays.map(({ value }) => value);
}

/** Something with its place in a sort. */
export interface Keyed<T> {
  key: Buffer;
  item: T;
}

const byKey = (a: Keyed<unknown>, b: Keyed<unknown>): number => Buffer.compare(a.key, b.key);

/** Sorts at once; equal ones keep their order. */
export function sortNow<T>(keyed: Keyed<T>[]): T[] {
  return keyed.sort(byKey).map(({ item }) => item);
}

/** Gathers things with their places; those that have none are left out. */
export function* keyedInSteps<T>(
  items: Iterable<T | typeof PAUSE>,
  keyOf: (item: T) => Buffer | undefined,
): Generator<typeof PAUSE, Keyed<T>[], undefined> {
  const keyed: Keyed<T>[] = [];
  let steps = 0;
  for (const item of items) {
    if (item === PAUSE || ++steps % STEP === 0) yield PAUSE;
    const key = item === PAUSE ? undefined : keyOf(item);
    if (key && item !== PAUSE) keyed.push({ key, item });
  }
  return keyed;
}

/** So many are sorted or merged between two pauses. */
const RUN = 1000;

/** The same in steps: sorted runs, merged two by two. */
export function* sortInSteps<T>(keyed: readonly Keyed<T>[]): Work<T> {
  let runs: Keyed<T>[][] = [];
  for (let at = 0; at < keyed.length; at += RUN) {
    runs.push(keyed.slice(at, at + RUN).sort(byKey));
    yield PAUSE;
  }
  while (runs.length > 1) {
    const longer: Keyed<T>[][] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(yield* merge(runs[i]!, runs[i + 1] ?? []));
    runs = longer;
  }
  for (const [i, { item }] of (runs[0] ?? []).entries()) {
    if (i % RUN === RUN - 1) yield PAUSE;
    yield item;
  }
}

function* merge<T>(left: Keyed<T>[], right: Keyed<T>[]): Generator<typeof PAUSE, Keyed<T>[], undefined> {
  const merged: Keyed<T>[] = [];
  for (let [l, r] = [0, 0]; l < left.length || r < right.length;) {
    const isLeft = r === right.length || (l < left.length && byKey(left[l]!, right[r]!) <= 0);
    merged.push(isLeft ? left[l++]! : right[r++]!);
    if (merged.length % RUN === 0) yield PAUSE;
  }
  return merged;
}
