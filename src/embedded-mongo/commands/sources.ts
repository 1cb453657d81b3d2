import { Long, type Document } from 'bson';
import { ServerError } from '../errors.js';
import { PAUSE, type Work } from '../engine/plan/scan.js';
import { isDocument, numberOf } from '../engine/values/documents.js';
import type { Request } from './request.js';
import { measured } from './statistics.js';

/** Stages that make documents of their own; undefined for any other stage. */
export function sourceOf(request: Request, stage: Document | undefined): Work<Document> | undefined {
  if (stage && '$collStats' in stage) return collStats(request, stage.$collStats);
  if (stage && '$currentOp' in stage) return currentOp(request);
  return undefined;
}

function* collStats(request: Request, spec: unknown): Work<Document> {
  if (!isDocument(spec)) throw new ServerError(5447000, '$collStats must take a nested object');
  const refused = Object.keys(spec).find((name) => name !== 'count' && name !== 'storageStats');
  if (refused !== undefined)
    throw new ServerError('NotImplemented', `$collStats with ${refused} is not supported by this store`);
  const { namespace: ns, collection, now: localTime } = request;
  if (!collection) throw new ServerError('NamespaceNotFound', `Collection [${ns}] not found.`);
  const scale = isDocument(spec.storageStats) ? numberOf(spec.storageStats.scale) : undefined;
  for (const stats of measured(request, collection, scale)) {
    if (stats === PAUSE) {
      yield stats;
      continue;
    }
    const storageStats = 'storageStats' in spec ? { storageStats: stats } : {};
    const count = 'count' in spec ? { count: stats.count as number } : {};
    yield { ns, host: request.engine.host, localTime, ...storageStats, ...count };
  }
}

function* currentOp(request: Request): Work<Document> {
  if (request.database !== 'admin' || typeof request.body.aggregate === 'string')
    throw new ServerError(
      'InvalidNamespace',
      '$currentOp must be run against the admin database with {aggregate: 1}',
    );
  yield* operations(request);
}

/** The commands under way, as `currentOp` shows them. */
export function operations(request: Request): Document[] {
  return request.engine.operations.list().map(({ id, command, namespace, connection, since, killed }) => ({
    type: 'op',
    host: request.engine.host,
    desc: `conn${connection}`,
    connectionId: connection,
    active: true,
    currentOpTime: since.toISOString(),
    opid: id,
    secs_running: Long.fromNumber(Math.floor((request.now.getTime() - since.getTime()) / 1000)),
    op: 'command',
    ns: namespace,
    command: { [command]: namespace.slice(namespace.indexOf('.') + 1), $db: namespace.split('.', 1)[0] },
    killPending: killed,
  }));
}
