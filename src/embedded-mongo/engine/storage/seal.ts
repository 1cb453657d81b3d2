import { crc32 } from 'node:zlib';
import { ServerError } from '../../errors.js';

const CHECKSUM = 4;
/** What is shorter is no document. */
const SHORTEST = 5;

/** Most documents are sealed here: buffers of the size of a file's piece would keep the garbage collector busy. */
const SCRATCH = Buffer.allocUnsafe(512 * 1024);

/**
 * A document as it lies in the file: a checksum of its key and of itself follows it, for LMDB notices nothing of bytes
 * that a disk has changed. To be written at once: the next call uses the same memory.
 */
export function sealed(key: Buffer, value: Buffer): Buffer {
  if (value.length < SHORTEST) return value;
  const size = value.length + CHECKSUM;
  const whole = size <= SCRATCH.length ? SCRATCH.subarray(0, size) : Buffer.allocUnsafe(size);
  value.copy(whole);
  whole.writeUInt32LE(checksum(key, value), value.length);
  return whole;
}

/** The document within; throws when it is no longer what was written. Formats 1 and 2 had no checksums. */
export function opened(key: Buffer, stored: Buffer): Buffer {
  if (stored.length < SHORTEST || stored.readInt32LE(0) === stored.length) return stored;
  const value = stored.subarray(0, stored.length - CHECKSUM);
  if (stored.readInt32LE(0) !== value.length || checksum(key, value) !== stored.readUInt32LE(value.length))
    throw new ServerError(
      'DataCorruptionDetected',
      "The store's file is damaged: what it holds here is not what was written; restore it from a backup",
    );
  return value;
}

function checksum(key: Buffer, value: Buffer): number {
  return crc32(value, crc32(key));
}
