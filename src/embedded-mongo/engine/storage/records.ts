import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { checkDepth, STORED_DEPTH } from '../values/depth.js';
import { decode, encode } from '../values/documents.js';
import { pick } from '../values/raw.js';
import type { Catalog, Collection, Index } from './catalog.js';
import { isIdKey } from './collections.js';
import { indexKeys } from './index-keys.js';
import { inspect, type Finding } from './inspect.js';
import { entryKey, prefix, recordIdOf, recordKey } from './layout.js';
import type { Work } from '../plan/scan.js';
import type { Store, Writer } from './store.js';
import { checkUnique, Series, uniqueKeys, type Entries } from './unique.js';

const EMPTY = Buffer.alloc(0);

/** Stores documents and keeps their index entries in step. Every method checks everything before it writes anything. */
export class Records {
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Adds a document; one in bytes must be plain, and is stored as it is. */
  insert(
    writer: Writer,
    collection: Collection,
    given: Document | Buffer,
    { wanted, gaps } = new Series(collection),
  ): number {
    const [bytes, document] = Buffer.isBuffer(given)
      ? [given, decode(wanted ? pick(given, wanted) : given)]
      : [stored(given), given];
    const entries = this.#entries(writer, collection, document);
    for (const each of entries) checkUnique(writer, collection, each, document, { gaps });
    const id = collection.nextRecord++;
    writer.claim(() => [recordKey(collection.id, id), ...uniqueKeys(collection, entries)]);
    writer.put(recordKey(collection.id, id), bytes);
    for (const { index, bodies } of entries) {
      for (const body of bodies) writer.put(entryKey(collection.id, index.id, body, id), EMPTY);
    }
    writer.counted(collection, 1);
    return id;
  }

  /** Puts a changed document in the place of the old one, touching only the entries that differ. */
  replace(writer: Writer, collection: Collection, id: number, before: Document, after: Document): void {
    const bytes = stored(after);
    const added = this.#entries(writer, collection, after);
    const removed = new Map(
      this.#entries(writer, collection, before, false).map((each) => [each.index, each]),
    );
    const changes = added.map(({ index, bodies }) => {
      const old = removed.get(index)?.bodies ?? [];
      return { index, bodies: without(bodies, old), gone: without(old, bodies) };
    });
    for (const each of changes) checkUnique(writer, collection, each, after, { self: id });
    writer.claim(() => [recordKey(collection.id, id), ...uniqueKeys(collection, changes)]);
    writer.put(recordKey(collection.id, id), bytes);
    for (const { index, bodies, gone } of changes) {
      for (const body of gone) writer.remove(entryKey(collection.id, index.id, body, id));
      for (const body of bodies) writer.put(entryKey(collection.id, index.id, body, id), EMPTY);
    }
  }

  /** Removes a document. */
  remove(writer: Writer, collection: Collection, id: number, document: Document): void {
    const entries = this.#entries(writer, collection, document, false);
    writer.claim(() => [recordKey(collection.id, id), ...uniqueKeys(collection, entries)]);
    writer.remove(recordKey(collection.id, id));
    for (const { index, bodies } of entries) {
      for (const body of bodies) writer.remove(entryKey(collection.id, index.id, body, id));
    }
    writer.counted(collection, -1);
  }

  /**
   * Fills new indexes from the records that are there, beginning at a key, for so many milliseconds; answers with the
   * key to go on at, or nothing at the end. Filling again what has been filled does no harm.
   */
  fill(
    writer: Writer,
    collection: Collection,
    indexes: readonly Index[],
    start = prefix(collection.id, 0),
    patience = Infinity,
  ): Buffer | undefined {
    const until = performance.now() + patience;
    for (let from = start; ;) {
      const range = { start: from, end: prefix(collection.id, 1), reverse: false, limit: 50 };
      const batch = writer.range(range);
      for (const { key, value } of batch)
        this.#fill(writer, collection, indexes, recordIdOf(key), decode(value));
      if (batch.length < range.limit) return undefined;
      from = recordKey(collection.id, recordIdOf(batch.at(-1)!.key) + 1);
      if (performance.now() > until) return from;
    }
  }

  #fill(
    writer: Writer,
    collection: Collection,
    indexes: readonly Index[],
    id: number,
    document: Document,
  ): void {
    const entries = indexes.map((index) => ({ index, bodies: this.#entriesOf(index, document) }));
    for (const each of entries) checkUnique(writer, collection, each, document, { self: id });
    writer.claim(() => uniqueKeys(collection, entries));
    for (const { index, bodies } of entries)
      for (const body of bodies) writer.put(entryKey(collection.id, index.id, body, id), EMPTY);
  }

  /** Compares documents and index entries. */
  inspect(store: Store, collection: Collection): Work<Finding> {
    return inspect(store, collection, (index, document) => this.#entriesOf(index, document));
  }

  #entries(writer: Writer, collection: Collection, document: Document, learn = true): Entries[] {
    const { indexes, building } = collection;
    const all = building.length === 0 ? indexes : [...indexes, ...building];
    const entries = all.map((index) => ({ index, bodies: this.#entriesOf(index, document) }));
    collection.unsaved ||= indexes.some(({ unsaved }) => unsaved);
    if (learn && collection.unsaved) this.#catalog.save(writer, collection);
    return entries;
  }

  #entriesOf(index: Index, document: Document): Buffer[] {
    if (index.partial && !index.partial(document)) return [];
    const keys = indexKeys(document, index.key, index.fold);
    if (index.sparse && keys.absent) return [];
    keys.multikey.forEach((array, i) => {
      if (array && isIdKey(index.key))
        throw new ServerError('InvalidIdField', "The '_id' value cannot be of type array");
      if (array && !index.multikey[i]) index.multikey[i] = index.unsaved = true;
    });
    if (keys.cut && !index.cut) index.cut = index.unsaved = true;
    return keys.bodies;
  }
}

function stored(document: Document): Buffer {
  const bytes = encode(document);
  checkDepth(bytes, STORED_DEPTH);
  return bytes;
}

function without(bodies: readonly Buffer[], others: readonly Buffer[]): Buffer[] {
  return bodies.filter((body) => !others.some((other) => other.equals(body)));
}
