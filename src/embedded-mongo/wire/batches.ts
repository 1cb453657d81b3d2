import { BSONType } from 'bson';
import type { Batch } from '../engine/cursors.js';

const END = Buffer.from([0]);

/**
 * The reply that carries a batch, in parts around the stored bytes of its documents: they are neither decoded nor
 * copied for it.
 */
export function batchParts({ id, namespace, documents, first, atClusterTime: time }: Batch): Buffer[] {
  const cursor = wrap([
    name(BSONType.array, first ? 'firstBatch' : 'nextBatch'),
    ...wrap(documents.flatMap((document, i) => [name(BSONType.object, String(i)), document])),
    name(BSONType.long, 'id'),
    Buffer.from(id.toBytesLE()),
    name(BSONType.string, 'ns'),
    text(namespace),
    ...(time ? [name(BSONType.timestamp, 'atClusterTime'), Buffer.from(time.toBytesLE())] : []),
  ]);
  const ok = Buffer.alloc(8);
  ok.writeDoubleLE(1);
  return wrap([name(BSONType.object, 'cursor'), ...cursor, name(BSONType.double, 'ok'), ok]);
}

/** What a value begins with inside of a document. */
function name(type: number, of: string): Buffer {
  return Buffer.from(`${String.fromCharCode(type)}${of}\0`, 'latin1');
}

function text(value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32LE(Buffer.byteLength(value) + 1);
  return Buffer.concat([length, Buffer.from(value), END]);
}

function wrap(parts: readonly Buffer[]): Buffer[] {
  const head = Buffer.alloc(4);
  head.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return [head, ...parts, END];
}
