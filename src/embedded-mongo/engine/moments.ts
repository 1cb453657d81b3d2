import { randomUUID } from 'node:crypto';
import { ServerError } from '../errors.js';
import type { Catalog } from './storage/catalog.js';
import type { Reader } from './storage/store.js';

/** The whole store as it was at one moment. */
export interface Moment {
  reader: Reader;
  catalog: Catalog;
  release(): void;
}

/**
 * Moments that clients hold to read everything as it was at once, for as long as they need: a backup of a large store
 * takes longer than a transaction may. Each ends with the connection that asked for it, so that a client that is
 * killed does not keep LMDB from using old pages again.
 */
export class Moments {
  readonly #held = new Map<string, Moment & { connection: number }>();
  readonly #take: () => Moment;

  constructor(take: () => Moment) {
    this.#take = take;
  }

  /** Holds the present; answers the name by which commands ask for it. */
  hold(connection: number): string {
    const name = randomUUID();
    this.#held.set(name, { ...this.#take(), connection });
    return name;
  }

  find(name: unknown): Moment {
    const moment = this.#held.get(String(name));
    if (!moment) throw new ServerError('BadValue', `No moment ${String(name)} is held`);
    return moment;
  }

  release(name: unknown): void {
    this.find(name).release();
    this.#held.delete(String(name));
  }

  /** Ends what a connection held; all that is held without one. */
  releaseOf(connection?: number): void {
    for (const [name, moment] of this.#held)
      if (connection === undefined || moment.connection === connection) this.release(name);
  }
}
