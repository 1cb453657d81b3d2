import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { text } from '../database/schema-parts.js';

const count = { type: Number, required: true } as const;

/** A file on its way: how much of it has arrived, and in the end the stored file that it became or what was wrong. */
const parcel = new Schema(
  {
    _id: text,
    ownerId: text,
    field: text,
    about: String,
    name: text,
    size: count,
    offset: count,
    touchedAt: { type: Date, required: true },
    /** Until then one process is putting its pieces together. */
    heldUntil: { type: Date, required: true },
    fileId: String,
    fault: String,
    by: caseParts.author.type,
    from: String,
  },
  { versionKey: false, strict: 'throw', collection: 'parcels' },
);
parcel.index({ touchedAt: 1 });
parcel.index({ ownerId: 1, touchedAt: 1 });
parcel.index({ about: 1 });
export const ParcelModel = model('Parcel', parcel);

const piece = new Schema(
  { _id: text, parcelId: text, at: count, data: { type: Buffer, required: true } },
  { versionKey: false, strict: 'throw', collection: 'parcel_pieces' },
);
piece.index({ parcelId: 1, at: 1 }, { unique: true });
export const ParcelPieceModel = model('ParcelPiece', piece);
