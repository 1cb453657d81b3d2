import type { Db, Document, FindCursor, MongoClient } from 'mongodb';
import { Fault } from './faults.js';
import { rawly } from './raw.js';
import { meaningOf, shapesOf, type Shape } from './shape.js';

export type Asked = { filter?: Document; sort?: Document; projection?: Document };

/** One moment of a database, to be read for as long as it takes while others go on writing. */
export type Moment = {
  shapes: Shape[];
  /** Documents as they are stored, in the order of the store unless another is asked for. */
  documents(collection: string, asked?: Asked): AsyncIterable<Uint8Array>;
  /** How many documents a collection has, roughly. */
  estimate(collection: string): Promise<number>;
  /** Throws when what was read was not one moment after all. */
  confirm(): Promise<void>;
  release(): Promise<void>;
};

const COMMAND_NOT_FOUND = 59;

/** Holds the present of a database: by a command of the built-in store, else by MongoDB's read concern "snapshot". */
export async function holdMoment(client: MongoClient, database: string): Promise<Moment> {
  const db = client.db(database);
  try {
    const { embeddedMoment } = await client.db('admin').command({ embeddedHoldMoment: 1 });
    return await ownMoment(db, String(embeddedMoment));
  } catch (error) {
    if ((error as { code?: number }).code !== COMMAND_NOT_FOUND) throw error;
    return snapshotMoment(client, db);
  }
}

const estimateIn = (db: Db) => (collection: string) => db.collection(collection).estimatedDocumentCount();

async function ownMoment(db: Db, embeddedMoment: string): Promise<Moment> {
  return {
    shapes: await shapesOf(db, { embeddedMoment }),
    documents(collection, asked) {
      const { batchSize, raw } = rawly(collection);
      const question = { find: collection, ...asked, batchSize, embeddedMoment };
      return db.runCursorCommand(question, { raw }).setBatchSize(batchSize) as never;
    },
    estimate: estimateIn(db),
    confirm: () => Promise.resolve(),
    async release() {
      await db.admin().command({ embeddedReleaseMoment: embeddedMoment });
    },
  };
}

// Read concern snapshot covers documents, not the list of collections and indexes: that is compared at the end.
async function snapshotMoment(client: MongoClient, db: Db): Promise<Moment> {
  const session = client.startSession({ snapshot: true });
  const shapes = await shapesOf(db);
  const documents: Moment['documents'] = (collection, { filter = {}, ...asked } = {}) =>
    db
      .collection(collection)
      .find(filter, { ...asked, ...rawly(collection), session }) as FindCursor as never;
  // The first read fixes the moment for the session.
  for (const { name } of shapes.filter(({ type }) => type === 'collection').slice(0, 1))
    await db.collection(name).findOne({}, { session });
  return {
    shapes,
    documents,
    estimate: estimateIn(db),
    async confirm() {
      const names = (list: Shape[]) => list.map((shape) => `${shape.name} ${meaningOf(shape)}`).join('\n');
      if (names(await shapesOf(db)) !== names(shapes))
        throw new Fault('collections or indexes were changed meanwhile: run the command again');
    },
    release: () => session.endSession(),
  };
}
