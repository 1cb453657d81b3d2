import { Schema, model } from 'mongoose';

const number = { type: Number, required: true } as const;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    uses: [{ unitId: String, year: number, files: number, bytes: number, _id: false }],
    stored: number,
    others: {
      type: { copies: number, coming: number, mail: number, papers: number, _id: false },
      required: true,
    },
  },
  { versionKey: false, strict: 'throw', collection: 'space_counts' },
);
export const SpaceCountModel = model('SpaceCount', schema);

/** Files as GridFS keeps them, summed up here by the unit that sent them. */
const sent = new Schema(
  { _id: { type: String, required: true } },
  { versionKey: false, collection: 'evidence.files', strict: false, autoCreate: false },
);
sent.index({ 'metadata.unitId': 1 });
export const SentFileModel = model('SentFile', sent);
