import { UUID, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { COLLATION_KEYS } from '../values/collation.js';
import { decodePlain, encode } from '../values/documents.js';
import type { Fold } from '../values/keys.js';
import { afterPrefix } from '../values/keys.js';
import { catalogKey, FORMAT, FORMAT_KEY, prefix, recordIdOf } from './layout.js';
import type { Reader, Writer } from './store.js';

export interface Index {
  id: number;
  name: string;
  key: Document;
  unique: boolean;
  sparse: boolean;
  partial?: (document: Document) => boolean;
  fold?: Fold;
  /** Which fields have met an array in some document. */
  multikey: boolean[];
  /** Some key was cut short: the entries are no longer in exact order. */
  cut: boolean;
  /** What made the keys of a collation: another edition of it makes other keys. */
  collationKeys?: string;
  /** As the client gave it, for listIndexes. */
  spec: Document;
}

export interface Collection {
  id: number;
  namespace: string;
  uuid: UUID;
  options: Document;
  indexes: Index[];
  nextIndex: number;
  nextRecord: number;
  /** How many records there are; counted when first asked for. */
  count: number | undefined;
}

/** Turns the options of a stored index into functions; given from outside, for filters are the query engine's. */
export type IndexCompiler = (spec: Document) => Pick<Index, 'partial' | 'fold'>;

/** What collections and indexes there are. Kept in memory, written through. */
export class Catalog {
  readonly #store: Reader;
  readonly #compile: IndexCompiler;
  readonly #collections = new Map<string, Collection>();
  #nextId = 1;

  constructor(store: Reader, compile: IndexCompiler) {
    this.#store = store;
    this.#compile = compile;
    this.reload();
  }

  /** Reads everything from disk, at the start and after a commit that failed. */
  reload(): void {
    this.#collections.clear();
    const format = this.#store.get(FORMAT_KEY)?.readUInt32BE(0) ?? FORMAT;
    if (format > FORMAT) {
      throw new Error(
        `This store was written by a newer version (format ${format}, this program reads ${FORMAT})`,
      );
    }
    const start = prefix(0, 1);
    const entries = this.#store.range({ start, end: prefix(0, 2), reverse: false, limit: 1e6 });
    for (const { key, value } of entries) {
      const id = recordIdOf(key);
      const stored = decodePlain(value);
      this.#collections.set(stored.namespace as string, this.#restore(id, stored));
      this.#nextId = Math.max(this.#nextId, id + 1);
    }
  }

  #restore(id: number, stored: Document): Collection {
    const records = prefix(id, 0);
    const last = this.#store.range({
      start: records,
      end: prefix(id, 1),
      reverse: true,
      limit: 1,
      keysOnly: true,
    });
    return {
      id,
      namespace: stored.namespace as string,
      uuid: stored.uuid as UUID,
      options: stored.options as Document,
      indexes: (stored.indexes as Document[]).map((index) => this.restoreIndex(index)),
      nextIndex: stored.nextIndex as number,
      nextRecord: last[0] ? recordIdOf(last[0].key) + 1 : 1,
      count: undefined,
    };
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
    checkNamespace(namespace);
    const { collation } = options as { collation?: Document };
    const spec = { v: 2, key: { _id: 1 }, name: '_id_', ...(collation && { collation }) };
    const collection: Collection = {
      id: this.#nextId++,
      namespace,
      uuid: new UUID(),
      options,
      indexes: [this.restoreIndex({ id: 1, spec, multikey: [false], cut: false })],
      nextIndex: 2,
      nextRecord: 1,
      count: 0,
    };
    this.#collections.set(namespace, collection);
    this.save(writer, collection);
    return collection;
  }

  /** Writes a collection's description. */
  save(writer: Writer, collection: Collection): void {
    const format = Buffer.alloc(4);
    format.writeUInt32BE(FORMAT);
    writer.put(FORMAT_KEY, format);
    const { namespace, uuid, options, nextIndex, indexes } = collection;
    const stored = indexes.map(({ id, spec, multikey, cut, collationKeys }) => {
      return { id, spec, multikey, cut, ...(collationKeys && { collationKeys }) };
    });
    writer.put(catalogKey(collection.id), encode({ namespace, uuid, options, nextIndex, indexes: stored }));
  }

  /** Forgets a collection and removes what it held. */
  drop(writer: Writer, collection: Collection): void {
    this.#collections.delete(collection.namespace);
    writer.remove(catalogKey(collection.id));
    const start = prefix(collection.id, 0);
    removeRange(writer, start, afterPrefix(start.subarray(0, 4))!);
  }

  /** Removes an index's entries. */
  clearIndex(writer: Writer, collection: Collection, index: Index): void {
    removeRange(writer, prefix(collection.id, index.id), prefix(collection.id, index.id + 1));
  }

  /** Removes an index and its entries. */
  dropIndex(writer: Writer, collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((each) => each !== index);
    this.save(writer, collection);
    this.clearIndex(writer, collection, index);
  }

  /** Gives a collection another name. */
  rename(writer: Writer, collection: Collection, namespace: string): void {
    checkNamespace(namespace);
    this.#collections.delete(collection.namespace);
    collection.namespace = namespace;
    this.#collections.set(namespace, collection);
    this.save(writer, collection);
  }
}

/** Is this the key of the `_id` index? */
export function isIdKey(key: Document): boolean {
  const names = Object.keys(key);
  return names.length === 1 && names[0] === '_id';
}

function removeRange(writer: Writer, start: Buffer, end: Buffer): void {
  for (;;) {
    const keys = writer.range({ start, end, reverse: false, limit: 1000, keysOnly: true });
    for (const { key } of keys) writer.remove(key);
    if (keys.length < 1000) return;
  }
}

function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const name = namespace.slice(dot + 1);
  if (dot < 1 || name === '' || name.startsWith('.') || name.includes('\0') || /[$]/.test(name)) {
    throw new ServerError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
}
