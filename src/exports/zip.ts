import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type ZipPart = readonly [name: string, content: Buffer | string];
export type ZipOptions = { compress?: boolean; at?: Date };

/** The first moment that an archive can hold: parts without a time of their own are the same file every time. */
const NO_TIME = new Date(1980, 0, 1);

/** A small archive, whole in memory; what may be large is put into a `ZipFile` piece by piece. */
export async function zipOf(
  parts: Iterable<ZipPart>,
  { compress = true, at = NO_TIME }: ZipOptions = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(Buffer.from(content), name, { compress, mtime: at });
  zip.end();
  return buffer(zip.outputStream as Readable);
}
