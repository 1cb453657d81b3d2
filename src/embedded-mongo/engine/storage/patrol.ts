import { setTimeout as sleep } from 'node:timers/promises';
import { PAUSE } from '../plan/scan.js';
import type { Store } from './store.js';

/** It works so long at a time, and rests longer, so that nobody who asks notices it. Milliseconds. */
const SLICE = 2;
const REST = 10;

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
    let since = performance.now();
    for (const each of this.#store.fault()) {
      if (each !== PAUSE) throw new Error(`its file is damaged: ${each}`);
      if (performance.now() - since < SLICE) continue;
      await sleep(REST);
      if (this.#closed) return;
      since = performance.now();
    }
  }

  /** Ends a walk under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#walking?.catch(() => undefined);
  }
}
