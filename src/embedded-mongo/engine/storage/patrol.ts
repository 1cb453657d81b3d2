import { collect } from '../plan/scan.js';
import type { Store } from './store.js';

/** The end of the store came first. */
class Closed extends Error {}

/** Looks at all pages of the file while it is in use: a start after an orderly stop trusts it, and disks change. */
export class Patrol {
  readonly #store: Store;
  #closed = false;
  #walking: Promise<void> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Rejects with what is wrong. */
  async walk(): Promise<void> {
    this.#walking ??= this.#run().finally(() => (this.#walking = undefined));
    await this.#walking;
  }

  async #run(): Promise<void> {
    const check = () => {
      if (this.#closed) throw new Closed();
    };
    try {
      const [fault] = await collect(this.#store.fault(), check);
      if (fault !== undefined) throw new Error(`its file is damaged: ${fault}`);
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  }

  /** Ends a walk under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#walking?.catch(() => undefined);
  }
}
