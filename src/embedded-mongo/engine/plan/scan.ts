import type { Collection } from '../storage/catalog.js';
import { prefix, recordIdOf, recordKey } from '../storage/layout.js';
import { batchesOf } from '../storage/ranges.js';
import type { Reader } from '../storage/store.js';
import type { Stream } from './order.js';
import type { Plan } from './planner.js';
import type { KeyRange } from './ranges.js';

export interface Record {
  id: number;
  bytes: Buffer;
}

/** Where a long piece of work may be interrupted for others. */
export const PAUSE = Symbol('pause');

/** Work that hands out results one by one and offers to pause in between. */
export type Work<T> = Generator<T | typeof PAUSE, void, undefined>;

/** So many documents are looked at between two pauses where what comes before may come without any. */
export const STEP = 100;

/** The same, with a pause after every `STEP` of them. */
export function* inSteps<T>(items: Iterable<T | typeof PAUSE>): Work<T> {
  let steps = 0;
  for (const each of items) {
    yield each;
    if (++steps % STEP === 0) yield PAUSE;
  }
}

/** So many bytes of documents are read between two pauses. */
const STEP_BYTES = 2 * 1024 * 1024;

/** The records that a plan leads to. No read transaction stays open between two chunks. */
export function* scan(reader: Reader, collection: Collection, plan: Plan): Work<Record> {
  const seen = new Set<number>();
  let read = 0;
  const repeats = plan.kind === 'union' || (plan.kind === 'index' && !plan.distinct);
  if (plan.kind === 'scan') {
    yield* scanRecords(reader, collection, plan.reverse);
    return;
  }
  for (const id of recordIds(reader, collection, plan)) {
    if (id === PAUSE) {
      yield id;
      continue;
    }
    if (repeats) {
      if (seen.has(id)) continue;
      seen.add(id);
    }
    const bytes = reader.get(recordKey(collection.id, id));
    if (bytes) yield { id, bytes };
    read += bytes?.length ?? 0;
    if (read < STEP_BYTES) continue;
    read = 0;
    yield PAUSE;
  }
}

/** The ids of an index or union plan's records, with repetitions. */
export function* recordIds(reader: Reader, collection: Collection, plan: Plan): Work<number> {
  if (plan.kind === 'union') {
    for (const each of plan.plans) yield* recordIds(reader, collection, each);
  } else if (plan.kind === 'index') {
    const { ranges, streams, reverse } = plan;
    if (plan.unique) {
      for (const { start, end } of ranges)
        for (const { key } of reader.range({ start, end, reverse, limit: 1, keysOnly: true }))
          yield recordIdOf(key);
      return;
    }
    const keys = streams ? mergedKeys(reader, streams, reverse) : keysOf(reader, ranges, reverse);
    for (const key of keys) yield key === PAUSE ? PAUSE : recordIdOf(key);
  }
}

function* keysOf(reader: Reader, ranges: readonly KeyRange[], reverse: boolean): Work<Buffer> {
  let steps = 0;
  for (const { start, end } of ranges) {
    for (const batch of batchesOf(reader, { start, end, reverse, keysOnly: true })) {
      for (const { key } of batch) yield key;
      if (++steps % STEP === 0 || batch.length > 1) yield PAUSE;
    }
  }
}

// The next key of several streams is the first by what follows their heads.
function* mergedKeys(reader: Reader, streams: readonly Stream[], reverse: boolean): Work<Buffer> {
  const sign = reverse ? -1 : 1;
  const open: { keys: Work<Buffer>; head: number; next: Buffer }[] = [];
  const advance = function* (keys: Work<Buffer>): Generator<typeof PAUSE, Buffer | undefined, undefined> {
    for (;;) {
      const { value, done } = keys.next();
      if (done) return undefined;
      if (value !== PAUSE) return value;
      yield PAUSE;
    }
  };
  for (const { ranges, head } of streams) {
    const keys = keysOf(reader, reverse ? [...ranges].reverse() : ranges, reverse);
    const next = yield* advance(keys);
    if (next) open.push({ keys, head, next });
  }
  while (open.length > 0) {
    let first = open[0]!;
    for (const each of open) {
      const order = each.next.compare(first.next, first.head, undefined, each.head);
      if (order * sign < 0) first = each;
    }
    yield first.next;
    const next = yield* advance(first.keys);
    if (next) first.next = next;
    else open.splice(open.indexOf(first), 1);
  }
}

function* scanRecords(reader: Reader, collection: Collection, reverse: boolean): Work<Record> {
  const [start, end] = [prefix(collection.id, 0), prefix(collection.id, 1)];
  for (const batch of batchesOf(reader, { start, end, reverse })) {
    for (const { key, value } of batch) yield { id: recordIdOf(key), bytes: value };
    yield PAUSE;
  }
}

const MOST_SLICE = 10; // milliseconds

/** The time that a piece of work takes before it lets others through; then `check` may end it. */
export class Slice {
  readonly #check: (() => void) | undefined;
  #since = performance.now();

  constructor(check?: () => void) {
    this.#check = check;
  }

  get isOver(): boolean {
    return performance.now() - this.#since > MOST_SLICE;
  }

  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#check?.();
    this.#since = performance.now();
  }
}

/** Runs work to its end, letting others through. */
export async function collect<T>(work: Work<T>, check?: () => void): Promise<T[]> {
  const results: T[] = [];
  const slice = new Slice(check);
  for (const each of work) {
    if (each !== PAUSE) results.push(each);
    else if (slice.isOver) await slice.next();
  }
  return results;
}

/** Runs work to its end at once. */
export function* drain<T>(work: Work<T>): Generator<T, void, undefined> {
  for (const each of work) if (each !== PAUSE) yield each;
}
