import type { Document } from 'bson';
import { compileCondition } from './pipeline/expressions.js';
import { compileNode } from './query/match.js';
import { parseFilter, type Node } from './query/parse.js';
import { Catalog, type Index } from './storage/catalog.js';
import { Garbage } from './storage/garbage.js';
import { checkFormat, FORMAT_KEY } from './storage/layout.js';
import { Patrol } from './storage/patrol.js';
import { Records } from './storage/records.js';
import { noteAddress, release, takePossession } from './storage/owner.js';
import { Store } from './storage/store.js';
import { COLLATION_KEYS, foldOf } from './values/collation.js';
import { Turns } from './builds.js';
import { Cursors } from './cursors.js';
import { Moments, type Moment } from './moments.js';
import { SessionRecords } from './session-records.js';
import { Operations } from './operations.js';
import { Sessions } from './sessions.js';
import { Snapshots } from './snapshots.js';
import { Locks } from './transactions.js';

/** Everything behind the commands: the file, its catalog, and what is under way. */
export class Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors = new Cursors();
  readonly operations = new Operations();
  readonly sessions: Sessions;
  readonly moments = new Moments(() => this.#present());
  readonly snapshots = new Snapshots(() => this.#present());
  readonly garbage: Garbage;
  readonly patrol: Patrol;
  readonly turns = new Turns();
  /** Where drivers reach the store, as a replica set's member names itself. */
  host = 'localhost:27017';

  /** Opens the store in a folder; nobody else may have it open. */
  static async open(folder: string): Promise<Engine> {
    const store = new Store(folder);
    try {
      checkFormat(store.get(FORMAT_KEY));
      await takePossession(store);
      const engine = new Engine(store);
      await engine.#renewCollations();
      void engine.garbage.sweep();
      return engine;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  private constructor(store: Store) {
    this.store = store;
    this.garbage = new Garbage(this.store);
    this.patrol = new Patrol(this.store);
    this.catalog = new Catalog(this.store, compileIndex);
    this.catalog.onDrop = () => void this.garbage.sweep();
    this.records = new Records(this.catalog);
    this.sessions = new Sessions(new Locks(this.store), this.catalog, new SessionRecords(this.store));
    this.store.onRollback = () => {
      // What memory knows may never have reached the disk.
      this.catalog.reload();
    };
  }

  #present(): Moment {
    const reader = this.store.snapshot();
    const release = () => {
      reader.release();
    };
    return { reader, catalog: this.catalog.at(reader), release };
  }

  // Another version of Node.js may bring another ICU, and with it other keys.
  async #renewCollations(): Promise<void> {
    for (const collection of this.catalog.all()) {
      const old = collection.indexes.filter(
        ({ collationKeys = COLLATION_KEYS }) => collationKeys !== COLLATION_KEYS,
      );
      if (old.length === 0) continue;
      await this.store.write((writer) => {
        for (const index of old) {
          this.catalog.clearIndex(writer, collection, index);
          index.collationKeys = COLLATION_KEYS;
        }
        this.records.fill(writer, collection, old);
        this.catalog.save(writer, collection);
      });
    }
  }

  /** Notes where this store answers. */
  async announce(address: string): Promise<void> {
    await noteAddress(this.store, address);
  }

  /** Ends what is open and closes the file. */
  async close(): Promise<void> {
    this.sessions.close();
    this.moments.releaseOf();
    this.snapshots.close();
    await this.patrol.close();
    await this.garbage.close();
    // On a full disk its name stays in the file; the next process sees that it has ended.
    await release(this.store).catch(() => undefined);
    await this.store.end();
  }
}

function compileIndex(spec: Document): Pick<Index, 'partial' | 'fold'> {
  const filter = spec.partialFilterExpression as Document | undefined;
  const fold = foldOf(spec.collation as Document | undefined);
  if (!filter) return { fold };
  const expression = (each: unknown) => compileCondition(each, { now: new Date(), variables: {}, fold });
  return { fold, partial: compileNode(withSymbols(parseFilter(filter)), { fold, expression }) };
}

// A symbol equals the string of the same letters: who asks for one gets the other, too, also from an index of strings.
function withSymbols(node: Node): Node {
  if (node.kind === 'and') return { ...node, nodes: node.nodes.map(withSymbols) };
  if (node.kind !== 'field' || node.test.op !== '$type' || !node.test.types.includes('string')) return node;
  return { ...node, test: { ...node.test, types: [...node.test.types, 'symbol'] } };
}
