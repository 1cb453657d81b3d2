import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { Refusal } from './faults.js';

/**
 * The seal at the end of a backup: the SHA-256 of every byte before it, as the comment of an empty gzip member
 * (RFC 1952), so that gunzip and other tools read the file as any other.
 */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 255]);
const TAIL = Buffer.from([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const LABEL = 'sha256 ';
const SEAL_BYTES = HEAD.length + LABEL.length + 64 + TAIL.length;

const sealOf = (digest: string): Buffer => Buffer.concat([HEAD, Buffer.from(LABEL + digest), TAIL]);

/** Lets everything through and puts the seal behind it. */
export function sealing(): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(null, sealOf(hash.digest('hex')));
    },
  });
}

/** Reads a whole file and answers its content's length and checksum. Refuses one whose seal does not fit. */
export async function checkSeal(
  file: string,
  told: (bytes: number) => void,
): Promise<{ length: number; sha256: string }> {
  const { size } = await stat(file);
  const length = size - SEAL_BYTES;
  if (length <= 0) throw new Refusal(`${file} is not a backup: it is too short`);
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of createReadStream(file, { end: length - 1 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    told((read += chunk.length));
  }
  const sha256 = hash.digest('hex');
  if (!sealOf(sha256).equals(await lastBytes(file, length)))
    throw new Refusal(`${file} is damaged, cut off or not a backup: its checksum does not fit`);
  return { length, sha256 };
}

async function lastBytes(file: string, from: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SEAL_BYTES), 0, SEAL_BYTES, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
