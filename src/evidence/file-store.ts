import { Readable } from 'node:stream';
import { inTransaction, type Transaction } from '../database/connect.js';
import { arrivingFile } from './arriving-file.js';
import type { ByteRange } from './byte-range.js';
import { fileBodiesRepository as bodies } from './file-bodies.repository.js';
import { leftOn } from './left-files.repository.js';
import { readPieces, removePieces } from './file-pieces.repository.js';
import {
  extentOf,
  gridFiles,
  uploadsBegun,
  type StoredFile,
  type WholeGridFile,
} from './grid-files.repository.js';

const plain = ({ _id, filename, length, metadata }: WholeGridFile): StoredFile => {
  const { body: _body, ...facts } = metadata;
  return { id: _id, name: filename, size: length, ...facts };
};

async function* piecesOf(id: string, range?: ByteRange): AsyncGenerator<Buffer> {
  const file = await gridFiles().findOne({ _id: id });
  if (file === null) throw new Error(`there is no file ${id}`);
  yield* readPieces(extentOf(file), range);
}

/** Takes a file out. `spare`: under which id pieces lie that nobody needs any more. */
async function taken(id: string, tx: Transaction): Promise<{ wasThere: boolean; spare?: string }> {
  const file = await gridFiles().findOneAndDelete({ _id: id }, { session: tx });
  if (file?.metadata === undefined) return { wasThere: file !== null, spare: id };
  const { sha256, body = id } = file.metadata;
  return { wasThere: true, ...((await bodies.release(sha256, body, tx)) ? { spare: body } : {}) };
}

/** Files in the database (GridFS), streamed both ways; equal ones share their pieces. */
export const fileStore = {
  openUpload: arrivingFile,
  leftOn,

  /** Removes a file that never became evidence, whole or half; the bytes of a whole one when no other has them. */
  async discard(id: string): Promise<void> {
    const { spare } = await inTransaction((tx) => taken(id, tx));
    if (spare === undefined) return;
    await removePieces(spare);
    await bodies.forget(spare);
    await uploadsBegun().deleteOne({ _id: id });
  },

  /** Removes a file of a case in a transaction; its bytes are spare then, if no other has them. False if there is none. */
  remove: async (id: string, tx: Transaction): Promise<boolean> => (await taken(id, tx)).wasThere,

  /** Files that this person has sent and not yet attached, in the order of the ids. */
  async pendingOf(ownerId: string, ids: string[]): Promise<StoredFile[]> {
    const query = { _id: { $in: ids }, 'metadata.ownerId': ownerId, 'metadata.pending': true };
    const found = (await gridFiles().find(query).toArray()) as WholeGridFile[];
    const byId = new Map(found.map((file) => [file._id, plain(file)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  },

  /** Marks files as belonging to a case, in the transaction that puts them there. Answers how many still waited. */
  async keep(ids: string[], tx: Transaction): Promise<number> {
    if (ids.length === 0) return 0;
    const waiting = { _id: { $in: ids }, 'metadata.pending': true };
    const update = { $set: { 'metadata.pending': false }, $unset: { 'metadata.form': '' as const } };
    return (await gridFiles().updateMany(waiting, update, { session: tx })).modifiedCount;
  },

  /** The ids of all files that belong to something. */
  async keptIds(): Promise<Set<string>> {
    const found = gridFiles().find({ 'metadata.pending': false }, { projection: { _id: 1 } });
    const ids = new Set<string>();
    for await (const { _id } of found) ids.add(_id);
    return ids;
  },

  /** Who sent these files, and when they came. */
  async arrivals(
    ids: string[],
    tx: Transaction,
  ): Promise<Pick<StoredFile, 'id' | 'ownerId' | 'receivedAt' | 'sender'>[]> {
    const found = await gridFiles()
      .find({ _id: { $in: ids } }, { session: tx })
      .toArray();
    return (found as WholeGridFile[]).map(plain);
  },

  /** Every stored file with these bytes, of a case or not. */
  async withBytes(sha256: string, tx: Transaction): Promise<StoredFile[]> {
    const found = await gridFiles().find({ 'metadata.sha256': sha256 }, { session: tx }).toArray();
    return (found as WholeGridFile[]).map(plain);
  },

  /** The whole file, or some of its bytes. */
  read: (id: string, range?: ByteRange): Readable => Readable.from(piecesOf(id, range)),

  /** The whole of a small file. */
  async readWhole(id: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of piecesOf(id)) pieces.push(piece);
    return Buffer.concat(pieces);
  },

  /** Ids of files that were sent before a moment and never attached, or whose upload never ended. */
  async abandonedSince(before: Date): Promise<string[]> {
    const query = {
      uploadDate: { $lt: before },
      $or: [{ 'metadata.pending': true }, { metadata: { $exists: false } }],
    };
    const found = await gridFiles()
      .find(query, { projection: { _id: 1 } })
      .toArray();
    const broken = await uploadsBegun()
      .find({ at: { $lt: before } })
      .toArray();
    return [...new Set([...found, ...broken].map(({ _id }) => _id))];
  },
};
export type FileStore = typeof fileStore;
