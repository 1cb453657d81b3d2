import { ServerError } from '../errors.js';
import type { Engine } from './engine.js';
import type { Collection, Index } from './storage/catalog.js';
import type { Writer } from './storage/store.js';
import { Blocked } from './transactions.js';

const STEP = 10; // milliseconds

/**
 * Indexes on their way. They are filled in steps, each a commit of its own between those of others; meanwhile what
 * others write goes into them, too, and nobody reads them. The last step makes them known.
 */
export class Build {
  readonly #engine: Engine;
  readonly #collection: Collection;
  readonly #indexes: Index[];
  #next: Buffer | undefined;
  isDone = false;

  constructor(engine: Engine, collection: Collection, indexes: Index[]) {
    this.#engine = engine;
    this.#collection = collection;
    this.#indexes = indexes;
  }

  /** In the first commit: notes the indexes, and does the first step, which often is the last. */
  begin(writer: Writer): void {
    const { garbage, catalog } = this.#engine;
    const { changed } = this.#collection;
    for (const { id } of this.#indexes) garbage.spare(writer, this.#collection.id, id);
    catalog.setBuilding(writer, this.#collection, this.#indexes);
    try {
      this.step(writer);
    } catch (error) {
      // Another's transaction has a value that must be known first: the next step waits for its end.
      if (error instanceof Blocked) return;
      // Nobody has seen it: open transactions need not give way.
      this.#collection.changed = changed;
      throw error;
    }
  }

  /** One step; the last one ends the building. */
  step(writer: Writer): void {
    const { catalog, garbage, records } = this.#engine;
    const { id } = this.#collection;
    if (catalog.byId(id) !== this.#collection)
      throw new ServerError('IndexBuildAborted', 'Index build failed: the collection was dropped');
    try {
      this.#next = records.fill(writer, this.#collection, this.#indexes, this.#next, STEP);
    } catch (error) {
      if (!(error instanceof Blocked)) catalog.setBuilding(writer, this.#collection, []);
      throw error;
    }
    if (this.#next) return;
    for (const index of this.#indexes) garbage.keep(writer, id, index.id);
    this.#collection.building = [];
    catalog.addIndexes(writer, this.#collection, this.#indexes);
    this.isDone = true;
  }

  /** After the last commit, whatever came of it: what is not kept is removed. */
  end(): void {
    for (const { id } of this.#indexes) this.#engine.garbage.forget(this.#collection.id, id);
    if (this.#collection.building === this.#indexes) this.#collection.building = [];
    if (!this.isDone) void this.#engine.garbage.sweep();
  }
}

/** Lets one of several clients after the other index a collection, so that the same index is not made twice. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const own = (this.#last.get(name) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.#last.set(name, own);
    try {
      return await own;
    } finally {
      if (this.#last.get(name) === own) this.#last.delete(name);
    }
  }
}
