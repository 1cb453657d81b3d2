import { Schema, model } from 'mongoose';
import { errandKinds, errandStates } from './errand.js';

const text = { type: String, required: true };
const { Mixed } = Schema.Types;

const schema = new Schema(
  {
    _id: text,
    kind: { ...text, enum: errandKinds },
    subject: text,
    /** While it is not over this is what it does to what, else its id: the index lets each be asked for once. */
    slot: text,
    by: { type: Mixed, required: true },
    input: { type: Mixed, required: true },
    values: { type: Mixed, required: true },
    href: text,
    state: { ...text, enum: errandStates },
    progress: { type: Mixed, required: true },
    askedAt: { type: Date, required: true },
    heldUntil: { type: Date, required: true },
    holder: String,
    attempts: { type: Number, required: true },
    endedAt: Date,
    file: { type: Mixed, default: undefined },
    failure: { type: Mixed, default: undefined },
  },
  { versionKey: false, minimize: false, collection: 'errands', strict: 'throw' },
);
schema.index({ slot: 1 }, { unique: true });
schema.index({ state: 1, askedAt: 1 });
export const ErrandModel = model('Errand', schema);
