import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';

/** A part of an archive that somebody hands over: nothing that it says of itself is believed before it is read. */
export type ArchivePart = { name: string; size: number; open: () => Promise<Readable> };
export type Archive = { parts: ArchivePart[]; close: () => void };

/** More parts than any case has: whoever sends more wants to fill the memory. */
const MOST_PARTS = 100_000;

/** What is wrong with an archive as such, in words for whoever handed it over. */
export class BrokenArchive extends Error {}

const openFile = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(new BrokenArchive(error.message)),
    );
  });

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error === null ? resolve(stream) : reject(new BrokenArchive(error.message)),
    );
  });

/**
 * Opens an archive and reads its directory. Names that lead out of it, and parts that unpack to more than they claim, are
 * refused by the reader (yauzl); nothing is ever written to the disk.
 */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openFile(path);
  const parts: ArchivePart[] = [];
  try {
    if (zip.entryCount > MOST_PARTS) throw new BrokenArchive('it has more parts than a case file can have');
    zip.on('entry', (entry: Entry) => {
      parts.push({
        name: entry.fileName,
        size: entry.uncompressedSize,
        open: () => streamOf(zip, entry),
      });
      zip.readEntry();
    });
    zip.readEntry();
    await once(zip, 'end').catch((error: unknown) => {
      throw new BrokenArchive((error as Error).message);
    });
  } catch (error) {
    zip.close();
    throw error;
  }
  return { parts, close: () => zip.close() };
}
