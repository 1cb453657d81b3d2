import { Schema, model } from 'mongoose';

/** Pieces of files as GridFS keeps them. They are read and written by the driver: a copy of the bytes less than here. */
const piece = new Schema(
  { files_id: String, n: Number, data: Buffer },
  { versionKey: false, collection: 'evidence.chunks', autoCreate: false },
);
piece.index({ files_id: 1, n: 1 }, { unique: true });
export const FilePieceModel = model('FilePiece', piece);
