import { Schema, model } from 'mongoose';
import { evidencePart } from '../findings/finding.model.js';
import { caseParts } from '../inspections/inspection.model.js';
import { parties } from '../settings/measures.js';
import { standings } from './handling.js';

const { text, bilingual, author, unit, history, options } = caseParts;

const measure = {
  party: { ...text, enum: parties },
  text: bilingual,
  legalBasis: { type: String, default: '' },
  provisional: { type: Boolean, required: true },
  _id: false,
};

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    findingId: text,
    findingNumber: text,
    inspectionId: text,
    authority: unit,
    unit,
    heirs: { type: Schema.Types.Mixed, default: undefined },
    ofFailure: { type: Boolean, required: true },
    who: text,
    person: String,
    measure: { type: measure, required: true },
    decision: { type: { number: text, on: text, by: text, _id: false }, required: true },
    files: [evidencePart],
    by: author,
    at: { type: Date, required: true },
    standing: { ...text, enum: standings },
    corrects: String,
    correctedBy: String,
    reason: String,
    readers: [String],
    history,
  },
  { ...options, collection: 'handlings' },
);
schema.index({ readers: 1, standing: 1, 'decision.on': -1, _id: -1 });
schema.index({ inspectionId: 1 });
schema.index({ findingId: 1 });
schema.index({ 'files.id': 1 });

export const HandlingModel = model('Handling', schema);
