import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Batch } from '../engine/cursors.js';
import type { Snapshot } from '../engine/snapshots.js';
import { textOf } from '../engine/values/documents.js';
import type { Reply, Request } from './request.js';

/** The commands that read a snapshot outside transactions, and those that go on with what they began. */
const OF_SNAPSHOTS = new Set(['find', 'aggregate', 'distinct']);
const GOING_ON = new Set(['getMore', 'killCursors']);

/** The state that a command with read concern `snapshot` reads; in a transaction that is the transaction's. */
export function snapshotFor({ engine, name, body, now, transaction }: Request): Snapshot | undefined {
  const concern = body.readConcern as Document | undefined;
  if (concern?.level !== 'snapshot' || transaction || GOING_ON.has(name)) return undefined;
  if (!OF_SNAPSHOTS.has(name) || endsInWrite(body))
    throw new ServerError(
      'InvalidOptions',
      `Command ${name} does not support { readConcern: { level: "snapshot" } } outside transactions`,
    );
  return engine.snapshots.at(concern.atClusterTime, now);
}

/** The reply, with the time of the state that was read. */
export function timed(reply: Reply, snapshot: Snapshot | undefined): Reply {
  if (!snapshot) return reply;
  const { time: atClusterTime } = snapshot;
  if (isBatch(reply)) return { batch: { ...reply.batch, atClusterTime } };
  return { ...reply, atClusterTime };
}

const isBatch = (reply: Reply): reply is { batch: Batch } => 'batch' in reply;

function endsInWrite(body: Document): boolean {
  const last = Array.isArray(body.pipeline) ? (body.pipeline as Document[]).at(-1) : undefined;
  return last !== undefined && ('$out' in last || '$merge' in last);
}

const READ_CONCERNS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);

/** Refuses a read concern that does not exist, or that the command cannot keep. */
export function checkConcern(body: Document): void {
  const level: unknown = (body.readConcern as Document | undefined)?.level;
  if (level === 'linearizable' && endsInWrite(body))
    throw new ServerError(
      'InvalidOptions',
      "$out and $merge cannot be used with a 'linearizable' read concern level",
    );
  if (level !== undefined && !READ_CONCERNS.has(textOf(level))) {
    throw new ServerError(
      'BadValue',
      `Enumeration value '${textOf(level)}' for field 'level' is not a valid value.`,
    );
  }
}
