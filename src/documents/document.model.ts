import { Schema, model } from 'mongoose';
import { evidencePart } from '../findings/finding.model.js';
import { caseParts } from '../inspections/inspection.model.js';
import { deliveryWays } from '../inspections/step.form.js';
import { documentKinds } from './document.js';

const { text, author, unit, history, options } = caseParts;
const moment = { type: Date, required: true };

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    inspectionId: text,
    kind: { ...text, enum: documentKinds },
    authority: unit,
    unit,
    fields: { type: Schema.Types.Mixed, required: true },
    number: String,
    datedOn: String,
    frozen: Schema.Types.Mixed,
    scans: [evidencePart],
    delivery: {
      type: {
        on: text,
        how: { ...text, enum: deliveryWays },
        to: { type: String, default: '' },
        by: author,
        at: moment,
        _id: false,
      },
    },
    receipt: { type: { by: author, at: moment, _id: false } },
    annulled: { type: { on: text, reason: text, by: author, at: moment, _id: false } },
    replaces: { type: { id: text, number: String, on: String, _id: false } },
    cites: { type: { id: text, number: text, on: text, _id: false } },
    drawnUpBy: author,
    drawnUpAt: moment,
    history,
  },
  { ...options, collection: 'documents' },
);
schema.index({ inspectionId: 1, drawnUpAt: 1, _id: 1 });
schema.index({ 'scans.id': 1 });
schema.index({ 'unit.id': 1, 'delivery.on': 1 });
schema.index(
  { 'authority.id': 1, datedOn: 1 },
  { partialFilterExpression: { datedOn: { $type: 'string' } } },
);
// Letters that urge, and the cases that they have urged.
schema.index({ 'authority.id': 1, kind: 1, inspectionId: 1 });

export const DocumentModel = model('CaseDocument', schema);
