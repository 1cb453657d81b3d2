import type { RootDatabase, Transaction } from 'lmdb';
import { opened } from './seal.js';

export interface Entry {
  key: Buffer;
  value: Buffer;
}

export interface Range {
  start: Buffer;
  end: Buffer;
  reverse: boolean;
  limit: number;
  keysOnly?: boolean;
  /** The values with their checksums, for somebody who wants to look at damaged ones, too. */
  asStored?: boolean;
}

const EMPTY = Buffer.alloc(0);
const ZERO = Buffer.from([0]);

const FIRST_BATCH = 32;
const BATCH = 256;
const BATCH_BYTES = 2 * 1024 * 1024;

/** The entries of a range in batches, the last one perhaps empty: few first, and later as many as make two megabytes. */
export function* batchesOf(
  reader: { range(range: Range): Entry[] },
  range: Omit<Range, 'limit'>,
): Generator<Entry[]> {
  let { start, end } = range;
  for (let limit = FIRST_BATCH; ;) {
    const entries = reader.range({ ...range, start, end, limit });
    yield entries;
    if (entries.length < limit) return;
    const last = entries.at(-1)!.key;
    if (range.reverse) end = last;
    else start = Buffer.concat([last, ZERO]);
    const bytes = entries.reduce((sum, { value }) => sum + value.length, 1);
    limit = Math.min(BATCH, Math.ceil((limit * BATCH_BYTES) / bytes));
  }
}

/** The entries of a range, read at once. */
export function readRange(
  db: RootDatabase<Buffer, Buffer>,
  range: Range,
  transaction?: Transaction,
): Entry[] {
  const { start, end, reverse, limit, keysOnly, asStored } = range;
  const entries: Entry[] = [];
  // LMDB walks backwards from its first bound, which it includes; the end of our range is excluded.
  const common = (
    reverse
      ? { start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true, limit, transaction }
      : { start, end, limit, transaction }
  ) as never;
  if (keysOnly) {
    for (const key of db.getKeys(common) as Iterable<Buffer>) entries.push({ key, value: EMPTY });
  } else {
    for (const { key, value } of db.getRange(common))
      entries.push({ key, value: asStored ? value : opened(key, value) });
  }
  return entries;
}
