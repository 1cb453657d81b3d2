import type { Document } from 'bson';
import { WriteConflict } from '../errors.js';
import { decodePlain } from './values/documents.js';
import type { Catalog, CatalogView, Collection, Index } from './storage/catalog.js';
import type { Reader, Writer } from './storage/store.js';

/** The catalog as a transaction sees it: as it was when that began, and the collections that it makes itself. */
export class TransactionCatalog implements CatalogView {
  readonly #live: Catalog;
  readonly #reader: Reader;
  readonly #since: number;
  #past: Catalog | undefined;
  readonly #made = new Map<string, Collection>();

  constructor(live: Catalog, reader: Reader) {
    this.#live = live;
    this.#reader = reader;
    this.#since = live.version;
  }

  find(namespace: string): Collection | undefined {
    const own = this.#made.get(namespace);
    if (own) return own;
    const live = this.#live.find(namespace);
    if (this.#live.version === this.#since) return live;
    // An index made meanwhile knows nothing of this transaction's moment.
    this.#past ??= this.#live.at(this.#reader);
    const past = this.#past.find(namespace);
    return live && past?.id === live.id && live.changed <= this.#since ? live : past;
  }

  all(): Collection[] {
    const before =
      this.#live.version === this.#since ? this.#live : (this.#past ??= this.#live.at(this.#reader));
    return [...before.all(), ...this.#made.values()];
  }

  create(_writer: Writer, namespace: string, options: Document = {}): Collection {
    const collection = this.#live.prepare(namespace, options);
    this.#made.set(namespace, collection);
    return collection;
  }

  restoreIndex(stored: Document): Index {
    return this.#live.restoreIndex(stored);
  }

  addIndexes(_writer: Writer, collection: Collection, indexes: readonly Index[]): void {
    collection.indexes.push(...indexes);
  }

  /** Did this transaction make the collection? */
  isOwn(id: number): boolean {
    return [...this.#made.values()].some((each) => each.id === id);
  }

  get isEmpty(): boolean {
    return this.#made.size === 0;
  }

  /** Throws when a collection that the transaction writes has been changed, dropped or made by another meanwhile. */
  check(written: Iterable<number>): void {
    for (const id of written) {
      if (this.isOwn(id)) continue;
      const collection = this.#live.byId(id);
      if (!collection || collection.changed > this.#since) throw new WriteConflict();
    }
    for (const namespace of this.#made.keys()) if (this.#live.find(namespace)) throw new WriteConflict();
  }

  /** Makes known to all what the transaction has made, and what it has learned about indexes. */
  commit(writer: Writer, learned: ReadonlyMap<number, Buffer>): void {
    for (const collection of this.#made.values()) this.#live.adopt(writer, collection);
    for (const [id, description] of learned) {
      const collection = this.#live.byId(id)!;
      learn(collection, decodePlain(description).indexes as Document[]);
      this.#live.save(writer, collection);
    }
  }
}

// What memory knew of it may have been lost when another's commit failed.
function learn({ indexes }: Collection, stored: readonly Document[]): void {
  for (const index of indexes) {
    const known = stored.find(({ id }) => id === index.id);
    if (!known) continue;
    index.multikey = index.multikey.map((array, i) => array || (known.multikey as boolean[])[i] === true);
    index.cut ||= known.cut === true;
  }
}
