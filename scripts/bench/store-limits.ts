import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { BSON, type Document } from 'bson';
import { open as openLmdb } from 'lmdb';
import { Aggregator } from 'mingo';
import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';

// What the storage, the disk and the library below the store can do by themselves: the limits it is measured against.

/** LMDB with one entry a commit, each on disk before the next: commits a second. */
export async function syncedCommits(folder: string, bytes: Buffer, seconds: number): Promise<number> {
  const db = openLmdb<Buffer, number>({
    path: path.join(folder, 'commits.mdb'),
    encoding: 'binary',
    overlappingSync: false,
  });
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < seconds * 1000) {
    db.transactionSync(() => void db.put(count, bytes));
    count += 1;
  }
  const elapsed = (performance.now() - begun) / 1000;
  await db.close();
  return count / elapsed;
}

/** LMDB with all entries in one commit: seconds. */
export async function batchPut(folder: string, documents: readonly Document[]): Promise<number> {
  const bytes = documents.map((document) => Buffer.from(BSON.serialize(document)));
  const db = openLmdb<Buffer, number>({
    path: path.join(folder, 'batch.mdb'),
    encoding: 'binary',
    overlappingSync: false,
  });
  const begun = performance.now();
  db.transactionSync(() => bytes.forEach((each, index) => void db.put(index, each)));
  const elapsed = (performance.now() - begun) / 1000;
  await db.close();
  return elapsed;
}

const context = Context.init({
  accumulator: { ...accumulators },
  expression: { ...expressions },
  pipeline: { ...stages },
});

/** mingo alone, over documents that are decoded already: milliseconds. */
export function groupInMemory(documents: readonly Document[], group: Document): number {
  const aggregator = new Aggregator([{ $group: group }], { context });
  const begun = performance.now();
  aggregator.run([...documents]);
  return performance.now() - begun;
}

/** Bytes that compress as badly as a photograph, in pieces. */
export function* noise(megabytes: number): Generator<Buffer> {
  let piece = createHash('sha512').update('noise').digest();
  for (let made = 0; made < megabytes; made += 1) {
    piece = createHash('sha512').update(piece).digest();
    yield Buffer.concat(Array.from({ length: (1024 * 1024) / piece.length }, () => piece));
  }
}

async function written(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) await file.write(piece);
  await file.sync();
}

/** What a GridFS piece holds. */
const PIECE = 255 * 1024;

/** The same file piece by piece, each on disk before the next, as a driver uploads it: seconds. */
export async function fileInPieces(folder: string, pieces: readonly Buffer[]): Promise<number> {
  const whole = Buffer.concat(pieces);
  const file = await open(path.join(folder, 'pieces.bin'), 'w');
  const begun = performance.now();
  for (let from = 0; from < whole.length; from += PIECE) {
    await file.write(whole.subarray(from, from + PIECE));
    await file.datasync();
  }
  const elapsed = (performance.now() - begun) / 1000;
  await file.close();
  return elapsed;
}

/** A plain file: seconds until it is written and on disk, and until it is read again. */
export async function plainFile(
  folder: string,
  pieces: readonly Buffer[],
): Promise<{ up: number; down: number }> {
  const name = path.join(folder, 'plain.bin');
  const begun = performance.now();
  const file = await open(name, 'w');
  await written(file, pieces);
  await file.close();
  const there = performance.now();
  for await (const _piece of createReadStream(name, { highWaterMark: PIECE })) continue;
  return { up: (there - begun) / 1000, down: (performance.now() - there) / 1000 };
}

export const streamOf = (pieces: readonly Buffer[]): Readable => Readable.from(pieces, { objectMode: false });
