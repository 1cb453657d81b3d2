import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { breadths } from './disclosure.js';

const { text, author, unit, history, options } = caseParts;
const { Mixed } = Schema.Types;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    filingId: text,
    unit,
    cluster: { type: Mixed, default: undefined },
    term: { type: Mixed, required: true },
    code: text,
    number: text,
    issuedOn: text,
    breadth: { ...text, enum: breadths },
    texts: { type: Mixed, required: true },
    by: author,
    at: { type: Date, required: true },
    open: { type: Boolean, required: true },
    takenDown: { type: Mixed, default: undefined },
    history,
  },
  { ...options, collection: 'disclosures' },
);
schema.index({ filingId: 1 }, { unique: true });
schema.index({ open: 1, issuedOn: -1, _id: -1 });
schema.index({ open: 1, 'unit.id': 1, issuedOn: -1, _id: -1 });
export const DisclosureModel = model('Disclosure', schema);
