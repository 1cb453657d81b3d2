import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { batchActs } from './batch.js';

const { text, bilingual, author, history, options } = caseParts;

const refusal = { type: { message: text, values: Schema.Types.Mixed, _id: false } };

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    act: { ...text, enum: batchActs },
    by: author,
    at: { type: Date, required: true },
    reason: { type: String, default: '' },
    verifier: { ...author, required: false },
    items: [
      {
        findingId: text,
        number: text,
        unit: { type: { id: text, name: bilingual, _id: false }, required: true },
        before: text,
        after: String,
        had: { ...author, required: false },
        refused: refusal,
        kept: refusal,
        _id: false,
      },
    ],
    state: text,
    undoUntil: { type: Date, required: true },
    history,
  },
  { ...options, collection: 'batches' },
);
// What waits to be sent is looked for every minute.
schema.index({ undoUntil: 1 }, { partialFilterExpression: { state: 'waiting' } });

// Everybody's own, the latest first.
schema.index({ 'by.personId': 1, at: -1, _id: -1 });

export const BatchModel = model('Batch', schema);
