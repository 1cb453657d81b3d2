import type { Batch } from '../engine/cursors.js';

const DOCUMENT = 3;
const ARRAY = 4;
const STRING = 2;
const TIMESTAMP = 17;
const INT64 = 18;
const DOUBLE = 1;

/** The reply that carries a batch, built around the stored bytes of its documents: they are not decoded for it. */
export function batchReply({ id, namespace, documents, first, atClusterTime: time }: Batch): Buffer {
  const cursor = wrap([
    element(ARRAY, first ? 'firstBatch' : 'nextBatch', arrayOf(documents)),
    element(INT64, 'id', Buffer.from(id.toBytesLE())),
    element(STRING, 'ns', text(namespace)),
    ...(time ? [element(TIMESTAMP, 'atClusterTime', Buffer.from(time.toBytesLE()))] : []),
  ]);
  const ok = Buffer.alloc(8);
  ok.writeDoubleLE(1);
  return wrap([element(DOCUMENT, 'cursor', cursor), element(DOUBLE, 'ok', ok)]);
}

function arrayOf(documents: readonly Buffer[]): Buffer {
  return wrap(documents.flatMap((document, i) => [Buffer.from(`\x03${i}\0`, 'latin1'), document]));
}

function element(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function wrap(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.from([0])], length);
}
