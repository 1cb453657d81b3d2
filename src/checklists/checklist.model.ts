import { Schema, model } from 'mongoose';
import { bilingual, text } from '../database/schema-parts.js';

const options = { versionKey: false, minimize: false, strict: 'throw' } as const;
const item = {
  code: text,
  text: bilingual,
  basis: { type: String, default: '' },
  basisFrom: String,
  basisTo: String,
  weight: { type: Number, required: true },
  sign: { type: String, default: '' },
  signVersion: Number,
  counts: [{ key: text, text: bilingual, _id: false }],
  provisional: Boolean,
  status: [String],
  _id: false,
};
const common = {
  _id: text,
  version: { type: Number, required: true },
  sections: [{ code: text, title: bilingual, items: [item], _id: false }],
  history: [Schema.Types.Mixed],
};

const schema = new Schema(
  {
    ...common,
    number: { type: Number, required: true, unique: true },
    validFrom: text,
    source: { type: String, default: '' },
  },
  { ...options, collection: 'checklists' },
);
const draftSchema = new Schema(
  { ...common, base: { type: Number, required: true } },
  { ...options, collection: 'checklist_drafts' },
);

export const ChecklistModel = model('Checklist', schema);
export const ChecklistDraftModel = model('ChecklistDraft', draftSchema);
