import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A part of an archive: its bytes come when the parts before it have been sent. */
export type StreamedPart = { name: string; content: AsyncIterable<Buffer> | Buffer; compress: boolean };

async function write(zip: ZipFile, parts: AsyncIterable<StreamedPart>, at: Date, gone: AbortSignal) {
  for await (const { name, content, compress } of parts) {
    if (gone.aborted) break;
    const options = { mtime: at, compress };
    if (Buffer.isBuffer(content)) {
      zip.addBuffer(content, name, options);
      continue;
    }
    const stream = addAbortSignal(gone, Readable.from(content, { objectMode: false }));
    zip.addReadStream(stream, name, options);
    await finished(stream);
  }
  zip.end();
}

/** An archive that is made while it is sent: memory does not grow with it, and it ends when nobody takes it any more. */
export function zipStream(parts: AsyncIterable<StreamedPart>, at: Date): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  write(zip, parts, at, gone.signal).catch((error: unknown) => out.destroy(error as Error));
  return out;
}
