import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import type {
  AbstractCursor,
  ClientSession,
  Collection,
  Db,
  Document,
  GridFSBucket,
  MongoClient,
  ObjectId,
} from 'mongodb';

type Arguments = Document;
type Operations<T> = Record<string, (target: T, args: Arguments, options: Document) => unknown>;

/** Thrown for what the runner or a server without fail points cannot try. */
export class Skip extends Error {}

const COLLECTION: Operations<Collection> = {
  aggregate: (c, { pipeline }, o) => c.aggregate(pipeline as Document[], o).toArray(),
  bulkWrite: async (c, { requests }, o) => {
    const r = await c.bulkWrite(requests as never, o);
    const {
      insertedCount,
      matchedCount,
      modifiedCount,
      deletedCount,
      upsertedCount,
      insertedIds,
      upsertedIds,
    } = r;
    return {
      insertedCount,
      matchedCount,
      modifiedCount,
      deletedCount,
      upsertedCount,
      insertedIds,
      upsertedIds,
    };
  },
  // The deprecated helper of the command that transactions refuse.
  count: (c, { filter }, o) =>
    (c as never as { count: typeof c.countDocuments }).count(filter as Document, o),
  countDocuments: (c, { filter }, o) => c.countDocuments(filter as Document, o),
  estimatedDocumentCount: (c, _args, o) => c.estimatedDocumentCount(o),
  createIndex: (c, { keys }, o) => c.createIndex(keys as never, o),
  dropIndex: (c, { name }, o) => c.dropIndex(name as string, o),
  dropIndexes: (c, _args, o) => c.dropIndexes(o),
  listIndexes: (c, _args, o) => c.listIndexes(o).toArray(),
  listIndexNames: async (c, _args, o) =>
    (await c.listIndexes(o).toArray()).map((each) => each.name as string),
  deleteOne: (c, { filter }, o) => c.deleteOne(filter as Document, o),
  deleteMany: (c, { filter }, o) => c.deleteMany(filter as Document, o),
  distinct: (c, { fieldName, filter = {} }, o) => c.distinct(fieldName as string, filter as Document, o),
  find: (c, { filter }, o) => c.find(filter as Document, o).toArray(),
  findOne: (c, { filter }, o) => c.findOne(filter as Document, o),
  findOneAndDelete: (c, { filter }, o) => c.findOneAndDelete(filter as Document, o),
  findOneAndReplace: (c, { filter, replacement }, o) =>
    c.findOneAndReplace(filter as Document, replacement as Document, lower(o)),
  findOneAndUpdate: (c, { filter, update }, o) =>
    c.findOneAndUpdate(filter as Document, update as Document, lower(o)),
  insertOne: (c, { document }, o) => c.insertOne(document as Document, o),
  insertMany: (c, { documents }, o) => c.insertMany(documents as Document[], o),
  replaceOne: (c, { filter, replacement }, o) => c.replaceOne(filter as Document, replacement as Document, o),
  updateOne: (c, { filter, update }, o) => c.updateOne(filter as Document, update as Document, o),
  updateMany: (c, { filter, update }, o) => c.updateMany(filter as Document, update as Document, o),
  rename: async (c, { to }, o) => void (await c.rename(to as string, o)),
  createFindCursor: (c, { filter }, o) => c.find(filter as Document, o),
};

const DATABASE: Operations<Db> = {
  aggregate: (d, { pipeline }, o) => d.aggregate(pipeline as Document[], o).toArray(),
  runCommand: (d, { command }, { commandName: _, ...o }) => d.command(command as Document, o),
  runCursorCommand: (d, { command }, { commandName: _, ...o }) =>
    d.runCursorCommand(command as Document, o).toArray(),
  createCommandCursor: async (d, { command }, { commandName: _, ...o }) => {
    const cursor = d.runCursorCommand(command as Document, o);
    await cursor.hasNext();
    return cursor;
  },
  listCollections: (d, { filter }, o) => d.listCollections(filter as Document, o).toArray(),
  listCollectionNames: async (d, { filter }, o) =>
    (await d.listCollections(filter as Document, { ...o, nameOnly: true }).toArray()).map(({ name }) => name),
  createCollection: async (d, { collection }, o) => void (await d.createCollection(collection as string, o)),
  dropCollection: (d, { collection }, o) => d.dropCollection(collection as string, o),
};

const CLIENT: Operations<MongoClient> = {
  clientBulkWrite: (c, { models }, { models: _, ...o }) =>
    c.bulkWrite(
      (models as Document[]).map((model) => {
        const [name, rest] = Object.entries(model)[0] as [string, Document];
        return { name, ...rest } as never;
      }),
      o,
    ),
  listDatabases: async (c, _args, o) => (await c.db('admin').admin().listDatabases(o)).databases,
  listDatabaseNames: async (c, _args, o) =>
    (
      await c
        .db('admin')
        .admin()
        .listDatabases({ ...o, nameOnly: true })
    ).databases.map(({ name }) => name),
};

const SESSION: Operations<ClientSession> = {
  startTransaction: (s, _args, o) => {
    s.startTransaction(o);
  },
  commitTransaction: (s) => s.commitTransaction(),
  abortTransaction: (s) => s.abortTransaction(),
  endSession: (s) => s.endSession(),
};

const BUCKET: Operations<GridFSBucket> = {
  upload: async (b, { filename, source }, o) => {
    const stream = b.openUploadStream(filename as string, o);
    stream.end(Buffer.from((source as Document).$$hexBytes as string, 'hex'));
    await once(stream, 'finish');
    return stream.id;
  },
  download: (b, { id }) => buffer(b.openDownloadStream(id as ObjectId)),
  downloadByName: (b, { filename }, o) => buffer(b.openDownloadStreamByName(filename as string, o)),
  delete: (b, { id }) => b.delete(id as ObjectId),
  // The driver has no such helpers: they are what the specification describes.
  deleteByName: async (b, { filename }) => {
    for (const id of await revisions(b, filename)) await b.delete(id);
  },
  renameByName: async (b, { filename, newFilename }) => {
    for (const id of await revisions(b, filename)) await b.rename(id, newFilename as string);
  },
  rename: (b, { id, newFilename }) => b.rename(id as ObjectId, newFilename as string),
  drop: (b) => b.drop(),
};

async function revisions(bucket: GridFSBucket, filename: unknown): Promise<ObjectId[]> {
  const files = await bucket.find({ filename: filename as string }).toArray();
  if (files.length === 0) throw new Error('FileNotFound');
  return files.map(({ _id }) => _id);
}

const CURSOR: Operations<AbstractCursor> = {
  iterateUntilDocumentOrError: (c) => c.next(),
  iterateOnce: (c) => c.tryNext(),
  close: (c) => c.close(),
};

const RUNNER: Operations<MongoClient> = {
  assertCollectionExists: async (c, args) => {
    expect(await collections(c, args)).to.include(args.collectionName);
  },
  assertCollectionNotExists: async (c, args) => {
    expect(await collections(c, args)).to.not.include(args.collectionName);
  },
  assertIndexExists: async (c, args) => {
    expect(await indexes(c, args)).to.include(args.indexName);
  },
  assertIndexNotExists: async (c, args) => {
    expect(await indexes(c, args)).to.not.include(args.indexName);
  },
};

async function collections(client: MongoClient, { databaseName }: Arguments): Promise<string[]> {
  return (
    await client
      .db(databaseName as string)
      .listCollections()
      .toArray()
  ).map(({ name }) => name);
}

async function indexes(client: MongoClient, { databaseName, collectionName }: Arguments): Promise<unknown[]> {
  const collection = client.db(databaseName as string).collection(collectionName as string);
  const list = await collection
    .listIndexes()
    .toArray()
    .catch(() => []);
  return list.map(({ name }) => name as unknown);
}

function lower({ returnDocument, ...options }: Document): never {
  return {
    ...options,
    ...(returnDocument && { returnDocument: String(returnDocument).toLowerCase() }),
  } as never;
}

const FAMILIES: [RegExp, Operations<never>][] = [
  [/^Collection$/, COLLECTION],
  [/^Db$/, DATABASE],
  [/^MongoClient$/, CLIENT],
  [/^ClientSession$/, SESSION],
  [/^GridFSBucket$/, BUCKET],
  [/Cursor$/, CURSOR],
];

const ABOUT_THE_DRIVER = /^assert(Session|Same|Different|Event|Number)|^(wait|recordTopology)/;

/** Runs an operation of the unified test format against its target. */
export async function perform(
  name: string,
  target: object | undefined,
  client: MongoClient,
  args: Arguments,
): Promise<unknown> {
  if (target === undefined) {
    if (ABOUT_THE_DRIVER.test(name)) return undefined;
    if (!RUNNER[name]) throw new Skip(`the runner does not know ${name}`);
    return RUNNER[name](client, args, {});
  }
  const family = FAMILIES.find(([pattern]) => pattern.test(target.constructor.name))?.[1];
  const operation = family?.[name];
  if (!operation) throw new Skip(`the runner does not know ${name}`);
  return operation(target as never, args, optionsOf(args));
}

const POSITIONAL = new Set([
  'filter', 'update', 'replacement', 'document', 'documents', 'pipeline', 'requests', 'command', 'collection',
  'keys', 'fieldName', 'to', 'id', 'filename', 'source', 'newFilename',
]); // prettier-ignore

function optionsOf(args: Arguments): Document {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !POSITIONAL.has(name)));
}
