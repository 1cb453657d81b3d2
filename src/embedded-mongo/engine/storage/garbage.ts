import { afterPrefix } from '../values/keys.js';
import { GARBAGE, garbageKey, garbageOf, prefix } from './layout.js';
import type { Store, Writer } from './store.js';

/** So many keys are removed where they are dropped; more than that in steps. */
const FEW = 500;
const STEP = 8; // milliseconds
const EMPTY = Buffer.alloc(0);

/** Removes all keys of a collection, or of one of its indexes: at once when they are few, else it notes them. */
export function discard(writer: Writer, collection: number, index = 0): void {
  if (!removeSome(writer, collection, index)) writer.put(garbageKey(collection, index), EMPTY);
}

// True when nothing is left. Index 0, the records, stands for all of a collection.
function removeSome(writer: Writer, collection: number, index: number): boolean {
  const start = prefix(collection, index);
  const end = index === 0 ? afterPrefix(start.subarray(0, 4))! : prefix(collection, index + 1);
  const keys = writer.range({ start, end, reverse: false, limit: FEW, keysOnly: true });
  for (const { key } of keys) writer.remove(key);
  return keys.length < FEW;
}

/**
 * What was dropped, or belongs to an index whose building has not come to its end. Its keys are removed in steps, also
 * after a restart, so that nobody waits for them.
 */
export class Garbage {
  readonly #store: Store;
  /** The indexes that are being built. */
  readonly #spared = new Set<string>();
  #sweeping: Promise<void> | undefined;
  #closed = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Notes that an index is being built: should the process end before that does, its entries are garbage. */
  spare(writer: Writer, collection: number, index: number): void {
    const key = garbageKey(collection, index);
    this.#spared.add(key.toString('hex'));
    writer.put(key, EMPTY);
  }

  /** The index is built. */
  keep(writer: Writer, collection: number, index: number): void {
    writer.remove(garbageKey(collection, index));
  }

  /** The building is over, one way or the other. */
  forget(collection: number, index: number): void {
    this.#spared.delete(garbageKey(collection, index).toString('hex'));
  }

  /** Removes what is noted. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#run()
      .catch((error: unknown) => {
        // Where the disk is full, the rest waits for the next time.
        process.emitWarning(`Removing what was dropped failed: ${String(error)}`);
      })
      .finally(() => (this.#sweeping = undefined));
    return this.#sweeping;
  }

  async #run(): Promise<void> {
    // After the commit in which something was dropped.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const noted = this.#closed
        ? []
        : this.#store.range({ ...GARBAGE, reverse: false, limit: 10_000, keysOnly: true });
      const next = noted.find(({ key }) => !this.#spared.has(key.toString('hex')))?.key;
      if (!next) return;
      const [collection, index] = garbageOf(next);
      await this.#store.write((writer) => {
        for (const until = performance.now() + STEP; performance.now() < until;) {
          if (!removeSome(writer, collection, index)) continue;
          writer.remove(next);
          return;
        }
      });
    }
  }

  /** Leaves the rest for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sweeping;
  }
}
