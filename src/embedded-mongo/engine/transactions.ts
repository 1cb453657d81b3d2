import { ServerError, WriteConflict } from '../errors.js';
import type { Catalog } from './storage/catalog.js';
import { catalogKey, recordIdOf } from './storage/layout.js';
import type { Entry, Range, Reader, Store, Writer } from './storage/store.js';
import { TransactionCatalog } from './transaction-catalog.js';
import { afterPrefix } from './values/keys.js';

/** Thrown to a plain write that met a transaction's: it waits for the end of that and tries again. */
export class Blocked extends ServerError {
  readonly ended: Promise<void>;

  constructor(ended: Promise<void>) {
    super('WriteConflict', 'Write conflict with a transaction in progress');
    this.ended = ended;
  }
}

/** What the open transactions have claimed. */
export class Locks {
  readonly #held = new Map<string, Transaction>();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.claim = (keys) => {
      if (this.#held.size === 0) return;
      for (const key of keys()) {
        const holder = this.#held.get(textOf(key));
        if (holder) throw new Blocked(holder.ended);
      }
    };
  }

  begin(catalog: Catalog): Transaction {
    return new Transaction(this.#store, catalog, this.#held);
  }
}

function textOf(key: Buffer): string {
  return key.toString('latin1');
}

/**
 * A multi-document transaction: reads see one moment plus its own writes, which wait in memory until the commit puts
 * them all on disk at once.
 */
export class Transaction implements Writer {
  readonly #store: Store;
  readonly catalog: TransactionCatalog;
  readonly #snapshot: Reader & { release(): void };
  readonly #held: Map<string, Transaction>;
  readonly #claimed: string[] = [];
  readonly #writes = new Map<string, Buffer | undefined>();
  #sorted: string[] | undefined = [];
  readonly #live: Catalog;
  /** The collections that it writes, and by how many records it makes them more. */
  readonly #written = new Map<number, number>();
  /** Descriptions of collections whose indexes have met something new. */
  readonly #learned = new Map<number, Buffer>();
  #open = true;
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;

  constructor(store: Store, catalog: Catalog, held: Map<string, Transaction>) {
    this.#store = store;
    this.#live = catalog;
    this.#snapshot = store.snapshot();
    this.catalog = new TransactionCatalog(catalog, this.#snapshot);
    this.#held = held;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get(key: Buffer): Buffer | undefined {
    this.#checkOpen();
    const text = textOf(key);
    return this.#writes.has(text) ? this.#writes.get(text) : this.#snapshot.get(key);
  }

  range(range: Range): Entry[] {
    this.#checkOpen();
    const own = this.#ownKeys(range);
    if (own.length === 0) return this.#snapshot.range(range);
    const base = this.#snapshot.range({ ...range, limit: range.limit + own.length });
    const entries = base.filter(({ key }) => !this.#writes.has(textOf(key)));
    for (const text of own) {
      const value = this.#writes.get(text);
      if (value) entries.push({ key: Buffer.from(text, 'latin1'), value });
    }
    entries.sort((a, b) => Buffer.compare(a.key, b.key) * (range.reverse ? -1 : 1));
    return entries.slice(0, range.limit);
  }

  // A cursor that outlives its transaction must not read on in a moment that has been given up.
  #checkOpen(): void {
    if (!this.#open) throw new ServerError('CursorNotFound', 'The transaction of this cursor has ended');
  }

  #ownKeys({ start, end }: Range): string[] {
    this.#sorted ??= [...this.#writes.keys()].sort();
    const [low, high] = [position(this.#sorted, textOf(start)), position(this.#sorted, textOf(end))];
    return this.#sorted.slice(low, high);
  }

  put(key: Buffer, value: Buffer): void {
    this.#write(key, value);
  }

  remove(key: Buffer): void {
    this.#write(key, undefined);
  }

  #write(key: Buffer, value: Buffer | undefined): void {
    // The catalog is everyone's: it is written from memory at commit, not from this transaction's past.
    if (key.readUInt32BE(0) === 0) {
      if (key.equals(catalogKey(recordIdOf(key))) && value) this.#learned.set(recordIdOf(key), value);
      return;
    }
    const text = textOf(key);
    if (!this.#writes.has(text)) this.#sorted = undefined;
    this.#writes.set(text, value);
  }

  claim(keys: () => readonly Buffer[]): void {
    for (const key of keys()) {
      const id = key.readUInt32BE(0);
      if (!this.#written.has(id)) this.catalog.check([id]);
      this.#written.set(id, this.#written.get(id) ?? 0);
      const text = textOf(key);
      const holder = this.#held.get(text);
      if (holder === this) continue;
      if (holder) throw new WriteConflict(holder.ended);
      if (this.#changedSince(key)) throw new WriteConflict();
      this.#held.set(text, this);
      this.#claimed.push(text);
    }
  }

  // Has someone else committed a change under this key since the transaction's moment?
  #changedSince(key: Buffer): boolean {
    if (key.readUInt16BE(4) === 0) return !same(this.#store.get(key), this.#snapshot.get(key));
    const range = { start: key, end: afterPrefix(key)!, reverse: false, limit: 2, keysOnly: true };
    const [now, then] = [this.#store.range(range), this.#snapshot.range(range)];
    return now.length !== then.length || now.some((entry, i) => !entry.key.equals(then[i]!.key));
  }

  counted({ id }: { id: number }, more: number): void {
    this.#written.set(id, (this.#written.get(id) ?? 0) + more);
  }

  /** Puts all writes on disk in one commit, and with them what is noted about it. */
  async commit(note: (writer: Writer) => void): Promise<void> {
    try {
      if (this.#writes.size === 0 && this.catalog.isEmpty) return;
      await this.#store.write((writer) => {
        this.catalog.check(this.#written.keys());
        for (const [text, value] of this.#writes) {
          const key = Buffer.from(text, 'latin1');
          if (value) writer.put(key, value);
          else writer.remove(key);
        }
        this.catalog.commit(writer, this.#learned);
        for (const [id, more] of this.#written) writer.counted(this.#live.byId(id)!, more);
        note(writer);
      });
    } finally {
      this.close();
    }
  }

  /** Forgets all writes, or what is left to hold after a commit. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const text of this.#claimed) this.#held.delete(text);
    this.#snapshot.release();
    this.#end();
  }
}

function same(left: Buffer | undefined, right: Buffer | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && left.equals(right));
}

function position(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
