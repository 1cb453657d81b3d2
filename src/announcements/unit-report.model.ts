import { Schema, model } from 'mongoose';
import { evidencePart } from '../findings/finding.model.js';
import { caseParts } from '../inspections/inspection.model.js';

const { text, author, unit, history, options } = caseParts;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    authority: unit,
    unit,
    sendings: [
      {
        id: text,
        text: { type: String, default: '' },
        files: [evidencePart],
        by: author,
        at: { type: Date, required: true },
        on: text,
        _id: false,
      },
    ],
    history,
  },
  { ...options, collection: 'unit_reports' },
);
schema.index({ 'sendings.files.id': 1 });

export const UnitReportModel = model('UnitReport', schema);
