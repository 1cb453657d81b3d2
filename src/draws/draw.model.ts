import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';

const { text, author, unit, history, options } = caseParts;
const moment = { type: Date, required: true } as const;
const member = { ...author.type };

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    number: String,
    authority: unit,
    drawer: author,
    team: [member],
    at: moment,
    drawnOn: text,
    // Kept to the letter, for its fingerprint: no schema may add to it or cast it.
    list: { type: Schema.Types.Mixed, required: true },
    fingerprint: text,
    seed: text,
    drawn: [String],
    repeated: { type: { earlier: [String], reason: String, _id: false } },
    visits: [{ unitId: text, inspectionId: text, openedOn: text, _id: false }],
    released: [{ unitId: text, on: text, reason: text, _id: false }],
    disclosedOn: String,
    readers: [String],
    history,
  },
  { ...options, collection: 'draws' },
);
schema.index({ readers: 1, drawnOn: -1, _id: -1 });
schema.index({ number: 1 }, { unique: true, partialFilterExpression: { number: { $type: 'string' } } });

export const DrawModel = model('Draw', schema);
