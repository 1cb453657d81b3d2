import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { duties, kinds } from '../inspections/inspection.js';
import { planStates } from './plan.js';

const { text, bilingual, author, unit, history, options } = caseParts;
const count = { type: Number, required: true } as const;
const span = { from: text, to: text };

const planSchema = new Schema(
  {
    _id: text,
    version: count,
    year: count,
    authority: unit,
    document: { type: { number: { type: String, default: '' }, on: String, _id: false }, required: true },
    topics: [{ vi: String, en: String, _id: false }],
    limits: { type: { monthsBetween: count, visitsPerMonth: count, _id: false }, required: true },
    preparer: author,
    approver: author,
    state: { ...text, enum: planStates },
    submittedOn: String,
    approvedOn: String,
    amendments: count,
    readers: [String],
    source: String,
    history,
  },
  { ...options, collection: 'plans' },
);
// One plan a year and authority.
planSchema.index({ 'authority.id': 1, year: -1 }, { unique: true });
planSchema.index({ readers: 1, year: -1, _id: 1 });
export const PlanModel = model('Plan', planSchema);

const member = {
  personId: text,
  name: text,
  post: text,
  postEnglish: String,
  duty: { ...text, enum: duties },
  _id: false,
};
const lineSchema = new Schema(
  {
    _id: text,
    version: count,
    planId: text,
    unit,
    kind: { ...text, enum: kinds },
    topic: bilingual,
    team: [member],
    ...span,
    state: { ...text, enum: ['planned', 'cancelled'] },
    approved: { type: { ...span, _id: false } },
    amendments: [{ number: count, on: text, reason: text, _id: false }],
    history,
  },
  { ...options, collection: 'plan_lines' },
);
lineSchema.index({ planId: 1, from: 1, _id: 1 });
lineSchema.index({ planId: 1, 'unit.id': 1, from: 1 });
export const PlanLineModel = model('PlanLine', lineSchema);
