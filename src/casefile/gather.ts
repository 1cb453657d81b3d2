import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { StreamedPart } from '../exports/zip-stream.js';
import { SUMS, sumsOf, type ManifestEntry } from './case-file.js';

type Content = () => Promise<Readable | Buffer> | Readable | Buffer;

/** A part of the archive before its bytes are read; one without content is told of in the manifest alone. */
export type Part = Omit<ManifestEntry, 'size' | 'sha256'> & {
  content?: Content;
};

/** Bytes as they pass, with what they come to. A file that breaks off ends here, and the entry says so. */
async function* measured(read: Content, entry: ManifestEntry): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  try {
    const content = await read();
    for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
      hash.update(piece as Buffer);
      entry.size += (piece as Buffer).length;
      yield piece as Buffer;
    }
  } catch (error) {
    entry.fault = `could not be read to its end: ${String(error)}`;
  }
  entry.sha256 = hash.digest('hex');
  if (entry.recorded !== undefined && entry.recorded !== entry.sha256)
    entry.fault ??= 'its bytes do not give the SHA-256 that was taken when it came';
}

/** Pictures, films and office files are packed already: trying again costs time and wins nothing. */
const isPacked = ({ kind }: Pick<Part, 'kind'>): boolean => kind === 'original' || kind === 'document';

/**
 * The parts one after the other, each measured while it is sent; then what `closing` makes of all that was measured, and
 * the list of sums of everything. Nothing is read before the part before it has gone.
 */
export async function* gathered(
  parts: AsyncIterable<Part>,
  closing: (entries: readonly ManifestEntry[]) => AsyncIterable<Part>,
): AsyncGenerator<StreamedPart> {
  const entries: ManifestEntry[] = [];
  async function* send(from: AsyncIterable<Part>): AsyncGenerator<StreamedPart> {
    for await (const part of from) {
      const { content, ...facts } = part;
      const entry = { ...facts, size: 0, sha256: '' };
      if (content !== undefined)
        yield { name: part.path, content: measured(content, entry), compress: !isPacked(part) };
      entries.push(entry);
    }
  }
  yield* send(parts);
  yield* send(closing(entries));
  yield { name: SUMS, content: Buffer.from(sumsOf(entries)), compress: true };
}
