import type { Document, UUID } from 'bson';
import { COLLATION_KEYS } from '../values/collation.js';
import { decodePlain, encode } from '../values/documents.js';
import {
  checkNamespace,
  description,
  isIdKey,
  newCollection,
  nextRecordOf,
  removeRange,
  type Collection,
  type Index,
} from './collections.js';
import { discard } from './garbage.js';
import {
  catalogKey,
  checkFormat,
  FORMAT,
  FORMAT_KEY,
  GARBAGE,
  garbageOf,
  prefix,
  recordIdOf,
} from './layout.js';
import type { Reader, Writer } from './store.js';

export type { Collection, Index };

/** What commands ask of a catalog, be it everyone's or a transaction's. */
export type CatalogView = Pick<Catalog, 'find' | 'all' | 'create' | 'restoreIndex' | 'addIndexes'>;

/** Turns the options of a stored index into functions; given from outside, for filters are the query engine's. */
export type IndexCompiler = (spec: Document) => Pick<Index, 'partial' | 'fold'>;

/** What collections and indexes there are. Kept in memory, written through. */
export class Catalog {
  readonly #store: Reader;
  readonly #compile: IndexCompiler;
  readonly #collections = new Map<string, Collection>();
  #nextId = 1;
  /** Grows with each change of what collections and indexes there are. */
  version = 0;
  /** Called when something was dropped whose keys may have to be removed later. */
  onDrop: () => void = () => undefined;

  constructor(store: Reader, compile: IndexCompiler) {
    this.#store = store;
    this.#compile = compile;
    this.reload();
  }

  /** Reads everything from disk, at the start and after a commit that failed. */
  reload(): void {
    const before = new Map(this.all().map((each) => [each.id, each]));
    this.#collections.clear();
    checkFormat(this.#store.get(FORMAT_KEY));
    const start = prefix(0, 1);
    const entries = this.#store.range({ start, end: prefix(0, 2), reverse: false, limit: 1e6 });
    for (const { key, value } of entries) {
      const id = recordIdOf(key);
      const stored = decodePlain(value);
      const collection = this.#restore(id, stored);
      this.#collections.set(collection.namespace, collection);
      // Open transactions go on: the record ids that they have taken stay theirs.
      const { changed = 0, nextRecord = 1 } = before.get(id) ?? {};
      collection.changed = changed;
      collection.nextRecord = Math.max(collection.nextRecord, nextRecord);
      this.#nextId = Math.max(this.#nextId, id + 1);
    }
    // The number of a collection whose keys are not all gone is not given again.
    for (const { key } of this.#store.range({ ...GARBAGE, reverse: false, limit: 1e6, keysOnly: true }))
      this.#noteDropped(...garbageOf(key));
  }

  // The notes have no checksums: one that a disk has changed must not take what is in use with it.
  #noteDropped(id: number, index: number): void {
    const live = this.byId(id);
    if (live && (index === 0 || live.indexes.some((each) => each.id === index)))
      throw new Error(`The store's file is damaged: ${live.namespace} is in use and noted as dropped`);
    this.#nextId = Math.max(this.#nextId, id + 1);
  }

  #restore(id: number, stored: Document): Collection {
    return {
      id,
      namespace: stored.namespace as string,
      uuid: stored.uuid as UUID,
      options: stored.options as Document,
      indexes: (stored.indexes as Document[]).map((index) => this.restoreIndex(index)),
      building: [],
      nextIndex: stored.nextIndex as number,
      nextRecord: nextRecordOf(this.#store, id),
      count: undefined,
      changed: 0,
      unsaved: false,
    };
  }

  /** The catalog as a reader's moment has it. */
  at(reader: Reader): Catalog {
    return new Catalog(reader, this.#compile);
  }

  /** An index from its stored description. */
  restoreIndex(stored: Document): Index {
    const spec = stored.spec as Document;
    return {
      id: stored.id as number,
      name: spec.name as string,
      key: spec.key as Document,
      unique: spec.unique === true || isIdKey(spec.key as Document),
      sparse: spec.sparse === true,
      multikey: stored.multikey as boolean[],
      cut: stored.cut as boolean,
      ...(spec.collation !== undefined && {
        collationKeys: (stored.collationKeys ?? COLLATION_KEYS) as string,
      }),
      spec,
      ...this.#compile(spec),
    };
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  byId(id: number): Collection | undefined {
    return this.all().find((each) => each.id === id);
  }

  all(): Collection[] {
    return [...this.#collections.values()];
  }

  /** Makes a collection with its `_id` index; the caller is in a write. */
  create(writer: Writer, namespace: string, options: Document = {}): Collection {
    const collection = this.prepare(namespace, options);
    this.adopt(writer, collection);
    collection.count = 0;
    return collection;
  }

  /** A new collection that nobody knows yet. */
  prepare(namespace: string, options: Document): Collection {
    const { collation } = options as { collation?: Document };
    const spec = { v: 2, key: { _id: 1 }, name: '_id_', ...(collation && { collation }) };
    const idIndex = this.restoreIndex({ id: 1, spec, multikey: [false], cut: false });
    return newCollection(this.#nextId++, namespace, options, idIndex);
  }

  /** Makes a prepared collection known. */
  adopt(writer: Writer, collection: Collection): void {
    this.#collections.set(collection.namespace, collection);
    collection.count = undefined;
    collection.changed = ++this.version;
    this.save(writer, collection);
  }

  /** Writes a collection's description. */
  save(writer: Writer, collection: Collection): void {
    const format = Buffer.alloc(4);
    format.writeUInt32BE(FORMAT);
    writer.put(FORMAT_KEY, format);
    // What a transaction writes may yet be aborted.
    collection.unsaved = writer !== this.#store;
    for (const index of collection.indexes) index.unsaved = false;
    writer.put(catalogKey(collection.id), encode(description(collection)));
  }

  /** Forgets a collection and removes what it held. */
  drop(writer: Writer, collection: Collection): void {
    this.#collections.delete(collection.namespace);
    this.version++;
    writer.remove(catalogKey(collection.id));
    discard(writer, collection.id);
    this.onDrop();
  }

  /** Removes an index's entries. */
  clearIndex(writer: Writer, collection: Collection, index: Index): void {
    removeRange(writer, prefix(collection.id, index.id), prefix(collection.id, index.id + 1));
  }

  /** Has indexes kept in step with the documents while they are being filled; nobody reads them yet. */
  setBuilding(writer: Writer, collection: Collection, indexes: Index[]): void {
    collection.building = indexes;
    collection.changed = ++this.version;
    this.save(writer, collection);
  }

  /** Makes indexes known that have been filled. */
  addIndexes(writer: Writer, collection: Collection, indexes: readonly Index[]): void {
    if (indexes.length === 0) return;
    collection.indexes.push(...indexes);
    collection.changed = ++this.version;
    this.save(writer, collection);
  }

  /** Removes an index and its entries. */
  dropIndex(writer: Writer, collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((each) => each !== index);
    collection.changed = ++this.version;
    this.save(writer, collection);
    discard(writer, collection.id, index.id);
    this.onDrop();
  }

  /** Gives a collection another name. */
  rename(writer: Writer, collection: Collection, namespace: string): void {
    checkNamespace(namespace);
    this.#collections.delete(collection.namespace);
    collection.namespace = namespace;
    collection.changed = ++this.version;
    this.#collections.set(namespace, collection);
    this.save(writer, collection);
  }
}
