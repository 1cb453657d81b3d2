import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const number = { type: Number, required: true } as const;

/** The bytes of files: each different content once, by its SHA-256, with how many files it is the content of. */
const body = new Schema(
  {
    _id: text,
    /** The id that its pieces are kept under. */
    at: text,
    /** Bytes of a piece. */
    chunkSize: number,
    holders: number,
  },
  { versionKey: false, strict: 'throw', collection: 'file_bodies' },
);
export const FileBodyModel = model('FileBody', body);

/** Pieces that no file needs any more, until they have been removed. With a file: that which they came with. */
const spare = new Schema(
  { _id: text, fileId: String },
  { versionKey: false, strict: 'throw', collection: 'spare_bodies' },
);
export const SpareBodyModel = model('SpareBody', spare);
