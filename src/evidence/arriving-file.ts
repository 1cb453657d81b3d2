import { inTransaction, type Transaction } from '../database/connect.js';
import type { ArrivingFile } from '../web/upload-storage.js';
import { fileBodiesRepository as bodies } from './file-bodies.repository.js';
import { addPiece, removePieces } from './file-pieces.repository.js';
import { gridFiles, uploadsBegun, type Metadata } from './grid-files.repository.js';

/**
 * Bytes of a piece. Each piece is a commit with its flush of the disk, and a player that wants a part of a film reads
 * whole pieces. Files say their own: those that came before have pieces of 255 KB.
 */
export const PIECE = 2 * 1024 * 1024;

/**
 * A file on its way into the database. Its last piece is written together with the file itself, so that there is a whole
 * file or none; what is no longer than a piece takes a single commit. That it was begun is noted with the first piece: of
 * an upload that a power cut ends, the database would else hold pieces that nothing leads to.
 */
export function arrivingFile(id: string, name: string, at: Date): ArrivingFile {
  let waiting: Buffer[] = [];
  let [length, size, n] = [0, 0, 0];
  let underWay: Promise<void> = Promise.resolve();

  const take = (): Buffer => {
    const bytes = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
    [waiting, length] = [[], 0];
    return bytes;
  };

  async function begin(piece: Buffer, tx: Transaction): Promise<void> {
    await uploadsBegun().insertOne({ _id: id, at }, { session: tx });
    await addPiece(id, 0, piece, tx);
  }

  /** While one piece is written the next is gathered; more than these two are never held. */
  async function send(): Promise<void> {
    await underWay;
    const piece = take();
    underWay = n === 0 ? inTransaction((tx) => begin(piece, tx)) : addPiece(id, n, piece);
    n += 1;
    // Whoever writes or keeps next hears of it; until then nobody does.
    underWay.catch(() => undefined);
  }

  async function becomeFile(metadata: Metadata, last: Buffer, tx: Transaction): Promise<void> {
    if (last.length > 0) await addPiece(id, n, last, tx);
    const body = await bodies.hold(id, metadata.sha256, PIECE, tx);
    const file = { _id: id, filename: name, length: size, chunkSize: body.chunkSize, uploadDate: at };
    await gridFiles().insertOne({ ...file, metadata: { ...metadata, body: body.at } }, { session: tx });
    if (n > 0) await uploadsBegun().deleteOne({ _id: id }, { session: tx });
  }

  return {
    async write(bytes) {
      size += bytes.length;
      for (let rest = bytes; rest.length > 0;) {
        if (length === PIECE) await send();
        const part = rest.subarray(0, PIECE - length);
        waiting.push(part);
        length += part.length;
        rest = rest.subarray(part.length);
      }
    },

    /**
     * Its bytes may be here already: its own pieces are removed later and by a job, so that neither the answer nor its
     * time tells.
     */
    async keep(metadata) {
      await underWay;
      const last = take();
      await inTransaction((tx) => becomeFile(metadata, last, tx));
    },

    async discard() {
      [waiting, length] = [[], 0];
      await underWay.catch(() => undefined);
      // It may have become a file though nobody was told so: that is whole, and goes when nobody attaches it.
      if (n === 0 || (await gridFiles().countDocuments({ _id: id })) > 0) return;
      await removePieces(id);
      await uploadsBegun().deleteOne({ _id: id });
    },
  };
}
