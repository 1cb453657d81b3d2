import { Long } from 'bson';
import { ServerError } from '../errors.js';
import type { Collection } from '../engine/storage/catalog.js';
import { VERSION } from './administration.js';
import { countAll } from './count.js';
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

/** What is in the store, in numbers. */
export const statistics: Record<string, Command> = {
  serverStatus: {
    fields: ['*'],
    run: ({ now }) => ({
      host: 'localhost',
      version: VERSION,
      process: 'ky-cuong',
      pid: Long.fromNumber(process.pid),
      uptime: (Date.now() - started) / 1000,
      localTime: now,
      storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
      repl: { setName: 'ky-cuong', isWritablePrimary: true },
      ok: 1,
    }),
  },
  listDatabases: {
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    run(request) {
      const names = [...databasesOf(request).keys()].sort();
      const databases = names.map((name) =>
        request.body.nameOnly === true ? { name } : { name, sizeOnDisk: Long.ZERO, empty: false },
      );
      return {
        databases,
        ...(request.body.nameOnly !== true && { totalSize: Long.ZERO, totalSizeMb: Long.ZERO }),
        ok: 1,
      };
    },
  },
  dbStats: {
    fields: ['scale', 'freeStorage'],
    run(request) {
      const collections = databasesOf(request).get(request.database) ?? [];
      const objects = collections.reduce((sum, each) => sum + countAll(request, each), 0);
      const indexes = collections.reduce((sum, each) => sum + each.indexes.length, 0);
      return { db: request.database, collections: collections.length, views: 0, objects, indexes, ok: 1 };
    },
  },
  collStats: {
    fields: ['scale'],
    run(request) {
      const { collection } = request;
      if (!collection) throw new ServerError('NamespaceNotFound', `ns not found: ${request.namespace}`);
      return {
        ns: request.namespace,
        count: countAll(request, collection),
        nindexes: collection.indexes.length,
        ok: 1,
      };
    },
  },
};
