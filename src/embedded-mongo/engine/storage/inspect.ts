import { EJSON, type Document } from 'bson';
import { PAUSE, type Work } from '../plan/scan.js';
import { decode } from '../values/documents.js';
import type { Collection, Index } from './catalog.js';
import { entryKey, prefix, recordIdOf, recordKey } from './layout.js';
import { batchesOf } from './ranges.js';
import { opened } from './seal.js';
import type { Entry, Reader, Store } from './store.js';

/** One thing that an inspection found. */
export type Finding = { error: string } | { index: string; keys: number } | { records: number };

type BodiesOf = (index: Index, document: Document) => Buffer[];

const MOST_ERRORS = 100;

/**
 * Compares the records of a collection with its index entries as they are at one moment: every document can be read and
 * has its entries; where the numbers differ, each entry is asked for its document.
 */
export function* inspect(store: Store, collection: Collection, bodiesOf: BodiesOf): Work<Finding> {
  const reader = store.snapshot();
  try {
    let errors = 0;
    for (const found of new Inspection(reader, collection, bodiesOf).run())
      if (found === PAUSE || !('error' in found) || errors++ < MOST_ERRORS) yield found;
    if (errors > MOST_ERRORS) yield { error: `and ${errors - MOST_ERRORS} more` };
  } finally {
    reader.release();
  }
}

class Inspection {
  readonly #reader: Reader;
  readonly #id: number;
  readonly #bodiesOf: BodiesOf;
  /** How many entries the documents make, and how many of those are missing. */
  readonly #expected: Map<Index, { made: number; missing: number }>;

  constructor(reader: Reader, collection: Collection, bodiesOf: BodiesOf) {
    this.#reader = reader;
    this.#id = collection.id;
    this.#bodiesOf = bodiesOf;
    this.#expected = new Map(collection.indexes.map((index) => [index, { made: 0, missing: 0 }]));
  }

  *run(): Work<Finding> {
    yield* this.#records();
    for (const [index, { made, missing }] of this.#expected) {
      const keys = this.#reader.count!(prefix(this.#id, index.id), prefix(this.#id, index.id + 1));
      yield { index: index.name, keys };
      if (keys === made && missing === 0) continue;
      if (keys !== made)
        yield { error: `index ${index.name} has ${keys} entries, its documents make ${made}` };
      yield* this.#entries(index);
    }
  }

  *#records(): Work<Finding> {
    let records = 0;
    for (const entry of this.#walk(0)) {
      if (entry === PAUSE) {
        yield PAUSE;
        continue;
      }
      records++;
      for (const error of this.#record(recordIdOf(entry.key), entry)) yield { error };
    }
    yield { records };
  }

  *#record(id: number, { key, value }: Entry): Generator<string> {
    const document = attempt(() => decode(opened(key, value)));
    if (document instanceof Error) {
      yield `record ${id} cannot be read: ${document.message}`;
      return;
    }
    for (const [index, expected] of this.#expected) {
      const bodies = this.#bodiesOf(index, document);
      expected.made += bodies.length;
      for (const body of bodies) {
        if (this.#reader.get(entryKey(this.#id, index.id, body, id))) continue;
        expected.missing++;
        yield `record ${id} (_id ${shown(document)}) has no entry in index ${index.name}`;
      }
    }
  }

  // From an index back to the documents.
  *#entries(index: Index): Work<Finding> {
    for (const entry of this.#walk(index.id)) {
      if (entry === PAUSE) {
        yield PAUSE;
        continue;
      }
      const id = recordIdOf(entry.key);
      const document = attempt(() => {
        const bytes = this.#reader.get(recordKey(this.#id, id));
        return bytes && decode(bytes);
      });
      if (document instanceof Error) continue; // has been said
      if (!document)
        yield { error: `index ${index.name} has an entry for record ${id}, which does not exist` };
      else if (!this.#bodiesOf(index, document).some((body) => this.#isKey(entry.key, index, body, id)))
        yield {
          error: `index ${index.name} has an entry that record ${id} (_id ${shown(document)}) does not make`,
        };
    }
  }

  #isKey(key: Buffer, index: Index, body: Buffer, id: number): boolean {
    return entryKey(this.#id, index.id, body, id).equals(key);
  }

  *#walk(index: number): Work<Entry> {
    const [start, end] = [prefix(this.#id, index), prefix(this.#id, index + 1)];
    const how = { start, end, reverse: false, keysOnly: index !== 0, asStored: true };
    for (const batch of batchesOf(this.#reader, how)) {
      yield* batch;
      yield PAUSE;
    }
  }
}

function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}

function shown({ _id: id }: Document): string {
  return EJSON.stringify(id);
}
