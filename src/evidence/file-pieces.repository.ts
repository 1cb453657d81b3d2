import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import type { Transaction } from '../database/connect.js';
import type { ByteRange } from './byte-range.js';
import { FilePieceModel } from './file-piece.model.js';

/** Where the bytes of a file are: under which id its pieces lie, how many bytes it has, and each piece. */
export type Extent = { at: string; length: number; chunkSize: number };

type Piece = { files_id: string; n: number; data: mongoose.mongo.Binary };
const pieces = () => FilePieceModel.collection as unknown as mongoose.mongo.Collection<Piece>;

/** Bytes that are fetched from the database at a time. */
const AT_A_TIME = 4 * 1024 * 1024;

/** The bytes of a file, or some of them, piece by piece. Throws when one is missing or not as long as it must be. */
export async function* readPieces(
  { at, length, chunkSize }: Extent,
  range: ByteRange = { start: 0, end: length - 1 },
): AsyncGenerator<Buffer> {
  if (range.end < range.start) return;
  let next = Math.floor(range.start / chunkSize);
  const last = Math.floor(range.end / chunkSize);
  const found = pieces()
    .find({ files_id: at, n: { $gte: next, $lte: last } }, { projection: { n: 1, data: 1, _id: 0 } })
    .sort({ n: 1 })
    .batchSize(Math.max(1, Math.floor(AT_A_TIME / chunkSize)));
  for await (const { n, data } of found) {
    const from = n * chunkSize;
    if (n !== next || data.length() !== Math.min(chunkSize, length - from))
      throw new Error(`piece ${next} of file ${at} is not as it was`);
    next += 1;
    yield Buffer.from(data.buffer).subarray(Math.max(0, range.start - from), range.end + 1 - from);
  }
  if (next <= last) throw new Error(`piece ${next} of file ${at} is missing`);
}

/** Adds the n-th piece of a file. It is on disk when this ends, or with the transaction. */
export async function addPiece(at: string, n: number, bytes: Buffer, tx?: Transaction): Promise<void> {
  // Many at a time are sent as they are, a single document is put into the command and decoded with it.
  await pieces().insertMany([{ files_id: at, n, data: new mongoose.mongo.Binary(bytes) }], {
    ...(tx === undefined ? {} : { session: tx }),
  });
}

export async function removePieces(at: string): Promise<void> {
  await pieces().deleteMany({ files_id: at });
}

/** Whether the bytes are all there and give this SHA-256. */
export async function isWhole(extent: Extent, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const piece of readPieces(extent)) hash.update(piece);
  } catch {
    return false;
  }
  return hash.digest('hex') === sha256;
}
