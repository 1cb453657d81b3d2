import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { END_OF_DOCUMENTS, FORMAT, VERSION, type Header, type Summary } from './archive.js';
import { Refusal, reasonOf } from './faults.js';
import type { Moment } from './moment.js';
import type { Progress } from './progress.js';
import { encode } from './raw.js';
import { isContent } from './shape.js';
import { sealing } from './seal.js';
import { Tally } from './tally.js';

/** Most of what fills a store are pictures and PDFs, which do not shrink: more effort gains little. */
const EFFORT = 3;
const PIECE = 256 * 1024;

/**
 * Writes one moment of a database into a file, which appears whole or not at all; only its owner can read it. Answers
 * what each collection came to.
 */
export async function writeBackup(
  moment: Moment,
  about: { database: string; madeAt: Date },
  file: string,
  progress: Progress,
): Promise<Summary[]> {
  const part = `${file}.${process.pid}.part`;
  const summaries: Summary[] = [];
  const out = createWriteStream(part, { mode: 0o600, flush: true });
  try {
    const content = Readable.from(pieces(documentsOf(moment, about, summaries, progress)), {
      objectMode: false,
    });
    await pipeline(content, createGzip({ level: EFFORT, chunkSize: PIECE }), sealing(), out);
    await moment.confirm();
    await rename(part, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException;
    await rm(part, { force: true });
    throw syscall === undefined ? error : new Refusal(`${file} cannot be written: ${reasonOf(error)}`);
  }
  return summaries;
}

/** Only then does the name outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function* documentsOf(
  moment: Moment,
  about: { database: string; madeAt: Date },
  summaries: Summary[],
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  yield encode({ format: FORMAT, version: VERSION, ...about } satisfies Header);
  const shapes = moment.shapes.filter(isContent);
  for (const shape of shapes) {
    const { name: collection, type } = shape;
    yield encode(shape);
    const tally = new Tally();
    if (type === 'collection') {
      const all = await moment.estimate(collection);
      for await (const document of moment.documents(collection)) {
        tally.add(document);
        if (tally.documents % 100 === 0) progress(`reading ${collection}`, tally.documents, all);
        yield document;
      }
      progress(`reading ${collection}`, tally.documents, tally.documents);
    }
    yield END_OF_DOCUMENTS;
    const { documents, bytes, checksum } = tally;
    const summary = { collection, documents, bytes, checksum };
    summaries.push(summary);
    yield encode(summary);
  }
  yield encode({ end: true, collections: shapes.length });
}

// Streams cost by the piece, and documents are small.
async function* pieces(documents: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let group: Uint8Array[] = [];
  let size = 0;
  for await (const document of documents) {
    group.push(document);
    size += document.length;
    if (size < PIECE) continue;
    yield Buffer.concat(group, size);
    [group, size] = [[], 0];
  }
  yield Buffer.concat(group, size);
}
