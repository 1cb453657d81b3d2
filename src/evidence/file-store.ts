import type { Readable, Writable } from 'node:stream';
import mongoose from 'mongoose';
import type { Transaction } from '../database/connect.js';
import type { Author } from '../policies/actor.js';
import type { ByteRange } from './byte-range.js';

/** What is known of a stored file. `ownerId` is the person who sent it; pending until it belongs to a case. */
export type StoredFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  ownerId: string;
  pending: boolean;
  receivedAt: Date;
  /** Who sent it, in which post and from which address. Files that came before this was kept have none. */
  sender?: { by: Author; from: string };
};

type Metadata = Omit<StoredFile, 'id' | 'name' | 'size'>;

const bucket = (name: 'evidence') => {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error('the database is not connected');
  return new mongoose.mongo.GridFSBucket(db, { bucketName: name });
};
const filesOf = (name: string) =>
  mongoose.connection.collection<{ _id: string; filename: string; length: number; metadata: Metadata }>(
    `${name}.files`,
  );
const begun = () => mongoose.connection.collection<{ _id: string; at: Date }>('uploads_begun');
// GridFS accepts any _id; ours are random texts so that an address can not be guessed.
const gridId = (id: string) => id as unknown as mongoose.mongo.ObjectId;

/** Files in the database (GridFS), in pieces of 255 KiB, streamed both ways. */
export const fileStore = {
  /**
   * Opens a file to write to; its metadata is set when the last byte and so its hash is known. That it was begun is
   * noted first: of an upload that a power cut ends, the database would else hold pieces that nothing leads to.
   */
  async openUpload(id: string, name: string, at: Date): Promise<Writable> {
    await begun().insertOne({ _id: id, at });
    return bucket('evidence').openUploadStreamWithId(gridId(id), name);
  },

  async describe(id: string, metadata: Metadata): Promise<void> {
    await filesOf('evidence').updateOne({ _id: id }, { $set: { metadata } });
    await begun().deleteOne({ _id: id });
  },

  /** Removes a file that never became evidence, whole or half. */
  async discard(id: string): Promise<void> {
    await bucket('evidence')
      .delete(gridId(id))
      .catch(() => undefined);
    await mongoose.connection.collection('evidence.chunks').deleteMany({ files_id: id });
    await begun().deleteOne({ _id: id });
  },

  /** Files that this person has sent and not yet attached, in the order of the ids. */
  async pendingOf(ownerId: string, ids: string[]): Promise<StoredFile[]> {
    const query = { _id: { $in: ids }, 'metadata.ownerId': ownerId, 'metadata.pending': true };
    const found = await filesOf('evidence').find(query).toArray();
    const byId = new Map(found.map((file) => [file._id, file]));
    return ids.flatMap((id) => {
      const file = byId.get(id);
      return file === undefined ? [] : [{ id, name: file.filename, size: file.length, ...file.metadata }];
    });
  },

  /** Marks files as belonging to a case, in the transaction that puts them there. Answers how many still waited. */
  async keep(ids: string[], tx: Transaction): Promise<number> {
    if (ids.length === 0) return 0;
    const waiting = { _id: { $in: ids }, 'metadata.pending': true };
    const update = { $set: { 'metadata.pending': false } };
    return (await filesOf('evidence').updateMany(waiting, update, { session: tx })).modifiedCount;
  },

  /** Who sent these files, and when they came. */
  async arrivals(
    ids: string[],
    tx: Transaction,
  ): Promise<Pick<StoredFile, 'id' | 'ownerId' | 'receivedAt' | 'sender'>[]> {
    const found = await filesOf('evidence')
      .find({ _id: { $in: ids } }, { session: tx, projection: { metadata: 1 } })
      .toArray();
    return found.map(({ _id, metadata }) => ({ id: _id, ...metadata }));
  },

  /** The whole file, or some of its bytes. */
  read: (id: string, range?: ByteRange): Readable =>
    bucket('evidence').openDownloadStream(
      gridId(id),
      range === undefined ? {} : { start: range.start, end: range.end + 1 },
    ),

  /** The whole of a small file. */
  async readWhole(id: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of fileStore.read(id)) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  },

  /** Ids of files that were sent before a moment and never attached, or whose upload never ended. */
  async abandonedSince(before: Date): Promise<string[]> {
    const query = {
      uploadDate: { $lt: before },
      $or: [{ 'metadata.pending': true }, { metadata: { $exists: false } }],
    };
    const found = await filesOf('evidence')
      .find(query, { projection: { _id: 1 } })
      .toArray();
    const broken = await begun()
      .find({ at: { $lt: before } })
      .toArray();
    return [...new Set([...found, ...broken].map(({ _id }) => _id))];
  },
};
export type FileStore = typeof fileStore;
