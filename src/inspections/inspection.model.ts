import { Schema, model } from 'mongoose';
import { duties, kinds, minutesOutcomes, modes, states } from './inspection.js';
import { bilingual, text } from '../database/schema-parts.js';

const author = { personId: text, name: text, post: text, postEnglish: String, _id: false };

const withdrawn = {
  type: { by: author, at: { type: Date, required: true }, reason: text, _id: false },
  required: false,
};

/** Sub-document definitions that cases and findings share. */
export const caseParts = {
  text,
  bilingual,
  author: { type: author, required: true },
  withdrawn,
  unit: {
    type: { id: text, code: text, kind: text, name: bilingual, ancestorIds: [String], _id: false },
    required: true,
  },
  history: [
    {
      seq: { type: Number, required: true },
      at: { type: Date, required: true },
      by: { type: author, required: true },
      action: text,
      reason: String,
      changes: [Schema.Types.Mixed],
      state: text,
      previous: text,
      hash: text,
      _id: false,
    },
  ],
  options: { versionKey: false, minimize: false, strict: 'throw' },
} as const;

const count = { type: Number, required: true };

/** How a due date came about. */
export const receiptPart = {
  from: text,
  workingDays: count,
  dueOn: text,
  firstDueOn: text,
  skipped: [{ day: text, why: bilingual, _id: false }],
  calendars: [String],
  unconfirmedYears: [Number],
  unconfirmedDays: [{ day: text, why: bilingual, _id: false }],
  onSpot: Boolean,
  _id: false,
};
const receipt = { type: receiptPart, required: true };

const file = {
  id: text,
  name: text,
  type: text,
  size: count,
  sha256: text,
  caption: { type: String, default: '' },
  receivedAt: { type: Date, required: true },
  by: author,
  purpose: text,
  withdrawn,
  _id: false,
};

const line = { type: String, default: '' };
const minutes = {
  on: text,
  begunAt: text,
  endedAt: text,
  place: line,
  present: line,
  representative: line,
  course: line,
  unitWords: line,
  signing: {
    type: {
      outcome: { ...text, enum: minutesOutcomes },
      words: line,
      witnesses: [{ name: line, post: line, _id: false }],
      on: text,
      _id: false,
    },
  },
  _id: false,
};

const publication = {
  deadline: receipt,
  done: { type: { on: text, place: line, by: author, at: Date, files: [file], _id: false } },
  _id: false,
};

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    number: String,
    authority: caseParts.unit,
    unit: caseParts.unit,
    heirs: { type: Schema.Types.Mixed, default: undefined },
    mode: { ...text, enum: modes },
    kind: { ...text, enum: kinds },
    topic: bilingual,
    decision: { type: { number: { type: String, default: '' }, on: String, _id: false }, required: true },
    plannedFrom: text,
    plannedTo: text,
    team: [{ ...author, duty: { ...text, enum: duties } }],
    preparer: caseParts.author,
    approver: caseParts.author,
    draw: String,
    state: { ...text, enum: states },
    approvedOn: String,
    openedOn: String,
    minutes: { type: minutes },
    conclusionDue: { type: receiptPart },
    reply: { type: { deliveredOn: text, deadline: receipt, _id: false } },
    publication: { type: publication },
    deliveredOn: String,
    concludedOn: String,
    conclusion: String,
    closedOn: String,
    findings: { type: { total: Number, open: Number, nextDueOn: String, _id: false }, required: true },
    sortDay: text,
    readers: [String],
    planLineId: String,
    source: String,
    checks: { type: [Schema.Types.Mixed], default: undefined },
    conflicts: {
      type: [{ personId: text, name: text, objections: [Schema.Types.Mixed], reason: text, _id: false }],
      default: undefined,
    },
    history: caseParts.history,
  },
  { ...caseParts.options, collection: 'inspections' },
);
schema.index({ readers: 1, sortDay: -1, _id: -1 });
schema.index({ readers: 1, state: 1, sortDay: -1, _id: -1 });
schema.index({ readers: 1, kind: 1, sortDay: -1, _id: -1 });
schema.index({ readers: 1, openedOn: 1 });
// Those of a day, whoever may see them: for counting days.
schema.index({ openedOn: 1 });
schema.index({ 'unit.id': 1, sortDay: -1, _id: -1 });
schema.index({ 'authority.id': 1 });
schema.index({ 'heirs.unit.id': 1 }, { partialFilterExpression: { 'heirs.unit.id': { $type: 'string' } } });
schema.index(
  { 'heirs.authority.id': 1 },
  { partialFilterExpression: { 'heirs.authority.id': { $type: 'string' } } },
);
schema.index(
  { 'unit.id': 1, 'publication.deadline.dueOn': 1 },
  { partialFilterExpression: { 'publication.deadline.dueOn': { $type: 'string' } } },
);
schema.index(
  { 'publication.done.files.id': 1 },
  { partialFilterExpression: { 'publication.done.files.id': { $type: 'string' } } },
);
// Late cases of an authority, the longest late first.
schema.index({ 'authority.id': 1, readers: 1, 'findings.nextDueOn': 1, _id: 1 });
// Not partial: the built-in store finds nothing by an index that only says of which type its values are.
schema.index({ planLineId: 1, openedOn: 1 });
schema.index({ draw: 1 }, { partialFilterExpression: { draw: { $type: 'string' } } });
schema.index({ number: 1 }, { unique: true, partialFilterExpression: { number: { $type: 'string' } } });

export const InspectionModel = model('Inspection', schema);

const counterSchema = new Schema(
  { _id: text, last: { type: Number, default: 0 } },
  { versionKey: false, collection: 'counters', strict: 'throw' },
);
export const CounterModel = model('Counter', counterSchema);
