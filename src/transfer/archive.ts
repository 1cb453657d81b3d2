import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Document } from 'mongodb';
import { Refusal } from './faults.js';
import { decode, encode, plain } from './raw.js';
import type { Shape } from './shape.js';

/**
 * A backup is a gzip file of BSON documents, one behind the other, as `gunzip | bsondump` shows them:
 *
 *   { format: 'ky-cuong backup', version: 1, madeAt, database }
 *   for each collection: its shape, its documents, an empty document, { collection, documents, bytes, checksum }
 *   { end: true, collections }
 *
 * and a seal (see seal.ts). A stored document is never empty, for it has an _id.
 */
export const FORMAT = 'ky-cuong backup';
export const VERSION = 1;

export type Header = { format: string; version: number; madeAt: Date; database: string };
export type Summary = { collection: string; documents: number; bytes: number; checksum: string };

export const END_OF_DOCUMENTS = encode({});

/** What a backup holds, in its order. Documents come in groups. */
export type Part =
  | { kind: 'header'; header: Header }
  | { kind: 'shape'; shape: Shape }
  | { kind: 'documents'; documents: Buffer[] }
  | { kind: 'summary'; summary: Summary };

const GREATEST = 16 * 1024 * 1024 + 16 * 1024;

/** Cuts a stream into BSON documents; what a chunk completes comes together. */
async function* cut(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = [];
  let size = 0;
  let wanted = 4;
  for await (const chunk of content) {
    rest.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    const bytes = Buffer.concat(rest);
    const documents: Buffer[] = [];
    let at = 0;
    for (wanted = 4; at + wanted <= bytes.length; wanted = 4) {
      const length = bytes.readInt32LE(at);
      if (length < 5 || length > GREATEST) throw new Error(`a document cannot be ${length} bytes long`);
      wanted = length;
      if (at + length > bytes.length) break;
      documents.push(bytes.subarray(at, at + length));
      at += length;
    }
    rest = [bytes.subarray(at)];
    size = bytes.length - at;
    if (documents.length > 0) yield documents;
  }
  if (size > 0) throw new Error('it ends within a document');
}

/** Reads a backup's parts. The seal has been checked, so what is wrong here was written wrong or by a newer version. */
export async function* readArchive(file: string, length: number): AsyncGenerator<Part> {
  const reading = createReadStream(file, { end: length - 1 });
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  reading.on('error', (error) => unpacked.destroy(error));
  const state = { expects: 'header' as Expected };
  try {
    for await (const documents of cut(reading.pipe(unpacked) as AsyncIterable<Buffer>))
      yield* partsOf(documents, state);
    if (state.expects !== 'nothing') throw new Error('its end is missing');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${file} is damaged: ${(error as Error).message}`);
  } finally {
    reading.destroy();
  }
}

type Expected = 'header' | 'shape' | 'document' | 'summary' | 'nothing';

function* partsOf(documents: Buffer[], state: { expects: Expected }): Generator<Part> {
  let group: Buffer[] = [];
  for (const bytes of documents) {
    if (state.expects === 'document' && !bytes.equals(END_OF_DOCUMENTS)) {
      group.push(bytes);
    } else if (state.expects === 'document') {
      yield { kind: 'documents', documents: group };
      group = [];
      state.expects = 'summary';
    } else {
      const part = single(bytes, state);
      if (part !== undefined) yield part;
    }
  }
  if (group.length > 0) yield { kind: 'documents', documents: group };
}

function single(bytes: Buffer, state: { expects: Expected }): Part | undefined {
  const document = plain(bytes);
  switch (state.expects) {
    case 'header':
      state.expects = 'shape';
      return { kind: 'header', header: checkedHeader(document) };
    case 'summary':
      state.expects = 'shape';
      return { kind: 'summary', summary: document as Summary };
    case 'shape': {
      state.expects = document.end === true ? 'nothing' : 'document';
      return document.end === true ? undefined : { kind: 'shape', shape: decode(bytes) as Shape };
    }
    default:
      throw new Error('it goes on behind its end');
  }
}

function checkedHeader(document: Document): Header {
  const { format, version } = document as Header;
  if (format !== FORMAT) throw new Error('it is not a backup of this product');
  if (version > VERSION)
    throw new Refusal(
      `the backup was made by a newer version (format ${version}, this program reads ${VERSION})`,
    );
  return document as Header;
}
