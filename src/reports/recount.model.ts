import { Schema, model } from 'mongoose';

const schema = new Schema(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    days: { type: Number, required: true },
    behind: { type: String, default: '' },
    faults: [{ day: String, foundAt: Date, _id: false }],
  },
  { versionKey: false, strict: 'throw', collection: 'recounts' },
);
export const RecountModel = model('Recount', schema);
