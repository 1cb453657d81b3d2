import { randomBytes } from 'node:crypto';
import { Long, type Timestamp } from 'bson';
import { ServerError } from '../errors.js';
import { PAUSE, Slice, type Work } from './plan/scan.js';

const IDLE = 10 * 60_000;
const FIRST_BATCH = 101;
/** A reply holds one document of the largest size at least, and little more. */
const BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  namespace: string;
  work: Work<Buffer>;
  /** Read but not yet sent. */
  ahead: Buffer | undefined;
  session: string | undefined;
  used: number;
  noTimeout: boolean;
}

export interface Batch {
  id: Long;
  namespace: string;
  documents: Buffer[];
  first: boolean;
  /** The time of the state that was read, where it was a snapshot. */
  atClusterTime?: Timestamp;
}

/** Results that are handed out in batches. */
export class Cursors {
  readonly #cursors = new Map<string, Cursor>();

  /** Begins to hand out results; what one batch holds needs no cursor. */
  async open(
    namespace: string,
    work: Work<Buffer>,
    options: {
      batchSize?: number | undefined;
      single?: boolean;
      noTimeout?: boolean;
      session?: string | undefined;
      check?: (() => void) | undefined;
    },
  ): Promise<Batch> {
    const cursor: Cursor = {
      namespace,
      work,
      ahead: undefined,
      session: options.session,
      used: Date.now(),
      noTimeout: options.noTimeout === true,
    };
    const { documents, done } = await fill(cursor, options.batchSize ?? FIRST_BATCH, options.check);
    if (done || options.single) return { id: Long.ZERO, namespace, documents, first: true };
    const id = Long.fromBigInt(randomBytes(8).readBigUInt64BE() >> 2n);
    this.#cursors.set(id.toString(), cursor);
    return { id, namespace, documents, first: true };
  }

  /** The next batch. */
  async next(id: Long, namespace: string, batchSize: number | undefined): Promise<Batch> {
    const cursor = this.#cursors.get(id.toString());
    if (!cursor) throw new ServerError('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) {
      throw new ServerError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.used = Date.now();
    try {
      const { documents, done } = await fill(cursor, batchSize || Infinity);
      if (done) this.#cursors.delete(id.toString());
      return { id: done ? Long.ZERO : id, namespace, documents, first: false };
    } catch (error) {
      this.#cursors.delete(id.toString());
      throw error;
    }
  }

  /** Ends a cursor; false when there is none. */
  kill(id: Long): boolean {
    return this.#cursors.delete(id.toString());
  }

  /** Forgets cursors that nobody has asked for in ten minutes. */
  sweep(): void {
    const oldest = Date.now() - IDLE;
    for (const [id, cursor] of this.#cursors)
      if (!cursor.noTimeout && cursor.used < oldest) this.#cursors.delete(id);
  }
}

async function fill(
  cursor: Cursor,
  most: number,
  check?: () => void,
): Promise<{ documents: Buffer[]; done: boolean }> {
  const documents: Buffer[] = [];
  let bytes = 0;
  const slice = new Slice(check);
  if (cursor.ahead) {
    documents.push(cursor.ahead);
    bytes = cursor.ahead.length;
    cursor.ahead = undefined;
  }
  while (documents.length < most) {
    const { value, done } = cursor.work.next();
    if (done) return { documents, done };
    if (value === PAUSE) {
      if (slice.isOver) await slice.next();
    } else if (documents.length > 0 && bytes + value.length > BATCH_BYTES) {
      cursor.ahead = value;
      break;
    } else {
      documents.push(value);
      bytes += value.length;
    }
  }
  return { documents, done: false };
}
