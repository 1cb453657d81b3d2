import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { filingStates } from './filing.js';

const { text, author, unit, history, options } = caseParts;
const { Mixed } = Schema.Types;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    unit,
    cluster: { type: Mixed, default: undefined },
    term: { type: Mixed, required: true },
    code: text,
    from: text,
    to: text,
    state: { ...text, enum: filingStates },
    texts: { type: Mixed, required: true },
    left: [String],
    photos: { type: [Mixed], default: undefined },
    remarks: [{ section: String, text: String, _id: false }],
    corrections: [Mixed],
    author,
    submittedAt: Date,
    accepted: { type: Mixed, default: undefined },
    issued: { type: Mixed, default: undefined },
    readers: [String],
    history,
  },
  { ...options, collection: 'filings' },
);
// One report of a unit and term.
schema.index({ 'unit.id': 1, code: 1 }, { unique: true });
schema.index({ readers: 1, to: -1, _id: 1 });
schema.index({ code: 1, 'unit.id': 1, state: 1 });
export const FilingModel = model('Filing', schema);
