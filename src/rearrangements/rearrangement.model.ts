import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const count = { type: Number, required: true } as const;

const schema = new Schema(
  {
    _id: text,
    version: count,
    decision: { type: { number: text, on: text, _id: false }, required: true },
    effectiveOn: text,
    predecessors: [Schema.Types.Mixed],
    successors: [Schema.Types.Mixed],
    carried: { type: { accounts: count, cases: count, findings: count, _id: false }, required: true },
    state: { ...text, enum: ['recorded', 'carried'] },
    by: { type: { personId: text, name: text, post: text, postEnglish: String, _id: false }, required: true },
    at: { type: Date, required: true },
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'rearrangements' },
);
schema.index({ effectiveOn: -1, _id: -1 });
schema.index({ state: 1, effectiveOn: 1 });

export const RearrangementModel = model('Rearrangement', schema);
