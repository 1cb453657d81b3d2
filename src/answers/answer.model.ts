import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { outcomes } from './answer.js';

const { text, author, history, options } = caseParts;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    inspectionId: text,
    code: text,
    outcome: { type: String, enum: outcomes },
    note: { type: String, default: '' },
    counts: Schema.Types.Mixed,
    good: Boolean,
    evidence: [Schema.Types.Mixed],
    write: String,
    by: author,
    at: { type: Date, required: true },
    history,
  },
  { ...options, collection: 'answers' },
);
schema.index({ inspectionId: 1, code: 1 });
schema.index({ good: 1 }, { partialFilterExpression: { good: true } });
schema.index({ 'evidence.id': 1 }, { partialFilterExpression: { 'evidence.id': { $type: 'string' } } });

const sheetSchema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    inspectionId: text,
    checklist: { type: Number, required: true },
    sections: [String],
    result: Schema.Types.Mixed,
    history,
  },
  { ...options, collection: 'sheets' },
);
sheetSchema.index({ inspectionId: 1 }, { unique: true });

export const AnswerModel = model('Answer', schema);
export const SheetModel = model('Sheet', sheetSchema);
