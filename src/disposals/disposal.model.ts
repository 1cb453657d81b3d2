import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { disposalStates } from './disposal.js';

const { text, author, unit, history, options } = caseParts;
const number = { type: Number, required: true };

const schema = new Schema(
  {
    _id: text,
    version: number,
    decision: { type: { number: text, on: text, _id: false }, required: true },
    authority: unit,
    cases: [Schema.Types.Mixed],
    files: [{ id: text, inspectionId: text, name: text, size: number, sha256: text, _id: false }],
    state: { ...text, enum: disposalStates },
    proposer: author,
    readers: [String],
    history,
  },
  { ...options, collection: 'disposals' },
);
schema.index({ readers: 1, 'decision.on': -1 });
schema.index({ state: 1 });
schema.index({ 'files.id': 1 });
schema.index({ 'cases.id': 1 });
export const DisposalModel = model('Disposal', schema);
