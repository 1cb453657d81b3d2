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
