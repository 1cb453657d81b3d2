import { Long, type Document } from 'bson';
import { ServerError } from '../errors.js';
import { PAUSE, type Work } from '../engine/plan/scan.js';
import type { Collection } from '../engine/storage/catalog.js';
import { compileFilter } from '../engine/query/match.js';
import { measure, type Sizes } from '../engine/storage/sizes.js';
import { numberOf } from '../engine/values/documents.js';
import { VERSION } from './administration.js';
import type { Command, Request } from './request.js';

const started = Date.now();

function databasesOf({ engine }: Request): Map<string, Collection[]> {
  const databases = new Map<string, Collection[]>();
  for (const each of engine.catalog.all()) {
    const name = each.namespace.slice(0, each.namespace.indexOf('.'));
    databases.set(name, [...(databases.get(name) ?? []), each]);
  }
  return databases;
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
const indexTotal = ({ indexSizes }: Sizes) => total(Object.values(indexSizes));

/** What a collection holds, as collStats shows it. */
export function* measured(request: Request, collection: Collection, scale = 1): Work<Document> {
  if (!(scale >= 1)) throw new ServerError('BadValue', 'scale has to be a number >= 1');
  const scaled = (bytes: number) => Math.floor(bytes / scale);
  for (const sizes of measure(request.reader, collection)) {
    if (sizes === PAUSE) {
      yield sizes;
      continue;
    }
    const { count, size, storageSize, indexSizes } = sizes;
    yield {
      size: scaled(size),
      count,
      ...(count > 0 && { avgObjSize: Math.floor(size / count) }),
      storageSize: scaled(storageSize),
      capped: false,
      nindexes: collection.indexes.length,
      indexBuilds: [],
      totalIndexSize: scaled(indexTotal(sizes)),
      totalSize: scaled(storageSize + indexTotal(sizes)),
      indexSizes: Object.fromEntries(
        Object.entries(indexSizes).map(([name, bytes]) => [name, scaled(bytes)]),
      ),
      scaleFactor: scale,
    };
  }
}

async function sizesOf(request: Request, collections: readonly Collection[]): Promise<Sizes[]> {
  const all: Sizes[] = [];
  for (const each of collections) all.push(...(await request.collect(measure(request.reader, each))));
  return all;
}

async function listDatabases(request: Request): Promise<Document> {
  const nameOnly = request.body.nameOnly === true;
  const matches = compileFilter(request.document('filter') ?? {});
  const databases: Document[] = [];
  let totalSize = 0;
  for (const [name, collections] of [...databasesOf(request)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sizes = nameOnly ? [] : await sizesOf(request, collections);
    const bytes = total(sizes.map((each) => each.storageSize + indexTotal(each)));
    const found = nameOnly ? { name } : { name, sizeOnDisk: Long.fromNumber(bytes), empty: false };
    if (!matches(found)) continue;
    totalSize += bytes;
    databases.push(found);
  }
  const totals = {
    totalSize: Long.fromNumber(totalSize),
    totalSizeMb: Long.fromNumber(Math.floor(totalSize / 1024 ** 2)),
  };
  return { databases, ...(!nameOnly && totals), ok: 1 };
}

async function dbStats(request: Request): Promise<Document> {
  const scale = numberOf(request.body.scale) ?? 1;
  const collections = databasesOf(request).get(request.database) ?? [];
  const sizes = await sizesOf(request, collections);
  const objects = total(sizes.map((each) => each.count));
  const dataSize = total(sizes.map((each) => each.size));
  const storageSize = total(sizes.map((each) => each.storageSize));
  const indexSize = total(sizes.map(indexTotal));
  return {
    db: request.database,
    collections: collections.length,
    views: 0,
    objects,
    avgObjSize: objects === 0 ? 0 : dataSize / objects,
    dataSize: dataSize / scale,
    storageSize: storageSize / scale,
    indexes: total(collections.map((each) => each.indexes.length)),
    indexSize: indexSize / scale,
    totalSize: (storageSize + indexSize) / scale,
    scaleFactor: scale,
    ok: 1,
  };
}

/** What is in the store, in numbers. */
export const statistics: Record<string, Command> = {
  serverStatus: {
    fields: ['*'],
    run: ({ engine, now }) => ({
      host: engine.host,
      version: VERSION,
      process: 'ky-cuong',
      pid: Long.fromNumber(process.pid),
      uptime: (Date.now() - started) / 1000,
      localTime: now,
      mem: { bits: 64, resident: Math.round(process.memoryUsage.rss() / 1024 ** 2), supported: true },
      storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
      repl: { setName: 'ky-cuong', isWritablePrimary: true },
      ok: 1,
    }),
  },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  dbStats: { fields: ['scale', 'freeStorage'], run: dbStats },
  collStats: {
    fields: ['scale'],
    async run(request) {
      const { collection, namespace: ns } = request;
      if (!collection) throw new ServerError('NamespaceNotFound', `ns not found: ${ns}`);
      const [stats] = await request.collect(measured(request, collection, numberOf(request.body.scale)));
      return { ns, ...stats, ok: 1 };
    },
  },
};
