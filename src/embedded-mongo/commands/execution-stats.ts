import type { Document } from 'bson';
import { find, type PreparedQuery } from '../engine/find.js';
import { PAUSE } from '../engine/plan/scan.js';
import type { Collection } from '../engine/storage/catalog.js';
import type { Range, Reader } from '../engine/storage/store.js';
import type { Request } from './request.js';

/** Runs a query and tells what it read. The store reads ahead, so with a limit it may read more than it needs. */
export async function executionStats(
  request: Request,
  collection: Collection,
  prepared: PreparedQuery,
  winningPlan: Document,
): Promise<Document> {
  const read = { keys: 0, documents: 0 };
  const since = performance.now();
  const found = await request.collect(countFound(counting(request.reader, read), collection, prepared));
  const executionTimeMillis = Math.round(performance.now() - since);
  return {
    executionSuccess: true,
    nReturned: found.length,
    executionTimeMillis,
    totalKeysExamined: read.keys,
    totalDocsExamined: read.documents,
    executionStages: { ...winningPlan, nReturned: found.length },
  };
}

function* countFound(reader: Reader, collection: Collection, prepared: PreparedQuery) {
  for (const each of find(reader, collection, prepared)) yield each === PAUSE ? each : each.id;
}

function counting(reader: Reader, read: { keys: number; documents: number }): Reader {
  return {
    get(key) {
      read.documents++;
      return reader.get(key);
    },
    range(range: Range) {
      const entries = reader.range(range);
      read[range.keysOnly === true ? 'keys' : 'documents'] += entries.length;
      return entries;
    },
  };
}
