import { PAUSE, type Work } from '../plan/scan.js';
import type { Collection } from './catalog.js';
import { prefix } from './layout.js';
import { batchesOf } from './ranges.js';
import type { Reader } from './store.js';

/** What a collection's part of the file holds, in bytes, and how many documents. */
export interface Sizes {
  count: number;
  /** The documents, as BSON. */
  size: number;
  /** The documents with their keys. */
  storageSize: number;
  indexSizes: Record<string, number>;
}

/** Measures a collection by reading it: the file knows no sizes of its parts. */
export function* measure(reader: Reader, collection: Collection): Work<Sizes> {
  const sizes: Sizes = { count: 0, size: 0, storageSize: 0, indexSizes: {} };
  for (const { count, keys, values } of sums(reader, collection.id, 0)) {
    sizes.count += count;
    sizes.size += values;
    sizes.storageSize += keys + values;
    yield PAUSE;
  }
  for (const { id, name } of collection.indexes) {
    sizes.indexSizes[name] = 0;
    for (const { keys } of sums(reader, collection.id, id)) {
      sizes.indexSizes[name] += keys;
      yield PAUSE;
    }
  }
  yield sizes;
}

function* sums(
  reader: Reader,
  collection: number,
  index: number,
): Generator<{ count: number; keys: number; values: number }> {
  const [start, end] = [prefix(collection, index), prefix(collection, index + 1)];
  for (const entries of batchesOf(reader, { start, end, reverse: false, keysOnly: index !== 0 })) {
    const sum = { count: entries.length, keys: 0, values: 0 };
    for (const { key, value } of entries) {
      sum.keys += key.length;
      sum.values += value.length;
    }
    yield sum;
  }
}
