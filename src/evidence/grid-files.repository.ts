import mongoose from 'mongoose';
import type { Author } from '../policies/actor.js';
import type { Extent } from './file-pieces.repository.js';

/** What is known of a stored file. `ownerId` is the person who sent it; pending until it belongs to a case. */
export type StoredFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  ownerId: string;
  /** The unit of the post in which it was sent; files that came before this was kept have none. */
  unitId?: string;
  pending: boolean;
  receivedAt: Date;
  /** The form that it came with and its field there, while it belongs to nothing. */
  form?: { path: string; field: string };
  /** Who sent it, in which post and from which address. Files that came before this was kept have none. */
  sender?: { by: Author; from: string };
};

export type Metadata = Omit<StoredFile, 'id' | 'name' | 'size'>;

/** A file as GridFS keeps it. `body` is the id under which its pieces lie: its own, or that of an equal file. */
export type GridFile = {
  _id: string;
  filename: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  /** Files on their way had none until they were stored in one step. */
  metadata?: Metadata & { body?: string };
};
export type WholeGridFile = GridFile & Required<Pick<GridFile, 'metadata'>>;

/** Files of which a piece was written, until they are whole or all pieces are gone again. */
export const uploadsBegun = () => mongoose.connection.collection<{ _id: string; at: Date }>('uploads_begun');

export const gridFiles = () => mongoose.connection.collection<GridFile>('evidence.files');

export const extentOf = ({ _id, length, chunkSize, metadata }: GridFile): Extent => ({
  at: metadata?.body ?? _id,
  length,
  chunkSize,
});
