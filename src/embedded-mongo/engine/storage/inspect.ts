import type { Document } from 'bson';
import { PAUSE, type Work } from '../plan/scan.js';
import { decode } from '../values/documents.js';
import type { Collection, Index } from './catalog.js';
import { entryKey, prefix, recordIdOf } from './layout.js';
import type { Store } from './store.js';

/** One thing that an inspection found. */
export type Finding = { error: string } | { index: string; keys: number } | { records: number };

const BATCH = 200;
const MOST_ERRORS = 100;

/**
 * Compares the records of a collection with its index entries: every document can be read and has its entries; and as
 * no index has more entries than that, every entry has its document.
 */
export function* inspect(
  store: Store,
  collection: Collection,
  bodiesOf: (index: Index, document: Document) => Buffer[],
): Work<Finding> {
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  let [records, errors, last] = [0, 0, 0];
  for (;;) {
    const start = entryKey(collection.id, 0, Buffer.alloc(0), last + 1);
    const batch = store.range({ start, end: prefix(collection.id, 1), reverse: false, limit: BATCH });
    for (const { key, value } of batch) {
      records++;
      last = recordIdOf(key);
      for (const error of inspectRecord(store, collection, last, value, expected, bodiesOf))
        if (errors++ < MOST_ERRORS) yield { error };
    }
    if (batch.length < BATCH) break;
    yield PAUSE;
  }
  yield { records };
  for (const [index, count] of expected) {
    const keys = store.count(prefix(collection.id, index.id), prefix(collection.id, index.id + 1));
    yield { index: index.name, keys };
    if (keys !== count)
      yield { error: `index ${index.name} has ${keys} entries, its documents make ${count}` };
  }
}

function* inspectRecord(
  store: Store,
  collection: Collection,
  id: number,
  bytes: Buffer,
  expected: Map<Index, number>,
  bodiesOf: (index: Index, document: Document) => Buffer[],
): Generator<string> {
  let document: Document;
  try {
    document = decode(bytes);
  } catch (error) {
    yield `record ${id} cannot be read: ${(error as Error).message}`;
    return;
  }
  for (const [index, count] of expected) {
    const bodies = bodiesOf(index, document);
    expected.set(index, count + bodies.length);
    for (const body of bodies) {
      if (!store.get(entryKey(collection.id, index.id, body, id)))
        yield `record ${id} (_id ${String(document._id)}) has no entry in index ${index.name}`;
    }
  }
}
