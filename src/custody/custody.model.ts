import { Schema, model } from 'mongoose';
import { custodyActs } from './custody.js';
import { text } from '../database/schema-parts.js';

const count = { type: Number, required: true } as const;

const entrySchema = new Schema(
  {
    _id: count,
    fileId: text,
    seq: count,
    act: { ...text, enum: custodyActs },
    detail: String,
    at: { type: Date, required: true },
    by: { type: { personId: text, name: text, post: text, postEnglish: String, _id: false }, required: true },
    from: { type: String, default: '' },
    previous: text,
    before: text,
    hash: text,
  },
  { versionKey: false, collection: 'custody', strict: 'throw' },
);
// Two lines at the same place of a file's record cannot be, whatever else goes wrong.
entrySchema.index({ fileId: 1, seq: 1 }, { unique: true });
entrySchema.index({ fileId: 1, at: 1 });

const endSchema = new Schema(
  { _id: text, n: { type: Number, default: 0 }, hash: String },
  { versionKey: false, collection: 'custody_ends', strict: 'throw' },
);

const sealSchema = new Schema(
  { _id: text, version: count, n: count, end: text, history: [Schema.Types.Mixed] },
  { versionKey: false, minimize: false, collection: 'custody_seals', strict: 'throw' },
);

export const CustodyModel = model('Custody', entrySchema);
/** Where the record of each file ends, and where the ledger does. */
export const CustodyEndModel = model('CustodyEnd', endSchema);
export const CustodySealModel = model('CustodySeal', sealSchema);
