import type { Document } from 'bson';
import { compileCondition } from './pipeline/expressions.js';
import { compileFilter } from './query/match.js';
import { Catalog } from './storage/catalog.js';
import { Records } from './storage/records.js';
import { noteAddress, release, takePossession } from './storage/owner.js';
import { Store } from './storage/store.js';
import { Cursors } from './cursors.js';
import { Moments } from './moments.js';
import { SessionRecords } from './session-records.js';
import { Sessions } from './sessions.js';
import { Locks } from './transactions.js';

/** Everything behind the commands: the file, its catalog, and what is under way. */
export class Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors = new Cursors();
  readonly sessions: Sessions;
  readonly moments: Moments;

  /** Opens the store in a folder; nobody else may have it open. */
  static async open(folder: string): Promise<Engine> {
    const store = new Store(folder);
    try {
      await takePossession(store);
      return new Engine(store);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  private constructor(store: Store) {
    this.store = store;
    this.catalog = new Catalog(this.store, compileIndex);
    this.records = new Records(this.catalog);
    this.sessions = new Sessions(new Locks(this.store), this.catalog, new SessionRecords(this.store));
    this.moments = new Moments(() => {
      const reader = this.store.snapshot();
      const release = () => {
        reader.release();
      };
      return { reader, catalog: new Catalog(reader, compileIndex), release };
    });
    this.store.onRollback = () => {
      // What memory knows may never have reached the disk.
      this.sessions.close();
      this.catalog.reload();
    };
  }

  /** Notes where this store answers. */
  async announce(address: string): Promise<void> {
    await noteAddress(this.store, address);
  }

  /** Ends what is open and closes the file. */
  async close(): Promise<void> {
    this.sessions.close();
    this.moments.releaseOf();
    await release(this.store);
    await this.store.close();
  }
}

function compileIndex(spec: Document): { partial?: (document: Document) => boolean } {
  const filter = spec.partialFilterExpression as Document | undefined;
  if (!filter) return {};
  const expression = (each: unknown) => compileCondition(each, { now: new Date(), variables: {} });
  return { partial: compileFilter(filter, { expression }) };
}
