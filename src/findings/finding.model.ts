import { Schema, model } from 'mongoose';
import { caseParts, receiptPart } from '../inspections/inspection.model.js';
import { evidencePurposes, findingStates, severities } from './finding.js';
import { replyKinds, replyOutcomes } from './reply.js';

const { text, bilingual, author, unit, history, options, withdrawn } = caseParts;
const days = { type: Number, required: true };

export const evidencePart = {
  id: text,
  name: text,
  type: text,
  size: { type: Number, required: true },
  sha256: text,
  caption: { type: String, default: '' },
  receivedAt: { type: Date, required: true },
  by: author,
  purpose: { ...text, enum: evidencePurposes },
  withdrawn,
  _id: false,
};
const verification = {
  by: author,
  at: { type: Date, required: true },
  outcome: { ...text, enum: ['accepted', 'returned'] },
  reason: { type: String, default: '' },
  _id: false,
};
const reply = {
  id: text,
  by: author,
  at: { type: Date, required: true },
  kind: { ...text, enum: replyKinds },
  words: { type: String, default: '' },
  evidenceIds: [String],
  late: { type: Boolean, required: true },
  decision: {
    type: { by: author, at: Date, outcome: { ...text, enum: replyOutcomes }, reason: text, _id: false },
  },
  _id: false,
};
const remediation = {
  id: text,
  by: author,
  at: { type: Date, required: true },
  done: text,
  evidenceIds: [String],
  pairs: { type: [Schema.Types.Mixed], default: undefined },
  draftedBy: { type: Schema.Types.Mixed },
  wishedOn: String,
  visit: { type: Schema.Types.Mixed },
  verification: { type: verification },
  _id: false,
};

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    ordinal: { type: Number, required: true },
    inspectionId: text,
    inspectionNumber: text,
    authority: unit,
    unit,
    heirs: { type: Schema.Types.Mixed, default: undefined },
    preparerId: text,
    approverId: text,
    teamIds: [String],
    verifier: { ...author, required: false },
    sign: {
      type: { code: text, version: Number, text: bilingual, provisional: Boolean, _id: false },
      required: true,
    },
    item: { type: { code: text, checklist: Number, text: bilingual, _id: false } },
    severity: { ...text, enum: severities },
    seen: text,
    legalBasis: { type: String, default: '' },
    mustDo: text,
    responsiblePost: { type: String, default: '' },
    term: days,
    foundOn: text,
    state: { ...text, enum: findingStates },
    deadline: { type: receiptPart },
    dueOn: text,
    firstDueOn: String,
    ledger: { type: [Schema.Types.Mixed], default: undefined },
    extension: { type: Schema.Types.Mixed, default: undefined },
    toldOn: String,
    replies: { type: [reply], default: undefined },
    actions: { type: [Schema.Types.Mixed], default: undefined },
    draft: { type: Schema.Types.Mixed, default: undefined },
    remediations: [remediation],
    reportedAt: Date,
    failures: { type: [Schema.Types.Mixed], default: undefined },
    failureOf: { type: Schema.Types.Mixed, default: undefined },
    remediedOn: String,
    closedOn: String,
    evidence: [evidencePart],
    concludedOn: String,
    readers: [String],
    source: String,
    checks: { type: [Schema.Types.Mixed], default: undefined },
    reopenedOn: String,
    spells: { type: [Schema.Types.Mixed], default: undefined },
    repetition: { type: Schema.Types.Mixed, default: undefined },
    history,
  },
  { ...options, collection: 'findings' },
);
schema.index({ inspectionId: 1, ordinal: 1 }, { unique: true });
schema.index({ readers: 1, dueOn: 1, _id: 1 });
schema.index({ readers: 1, state: 1, dueOn: 1, _id: 1 });
schema.index({ readers: 1, state: 1, severity: 1, dueOn: 1, _id: 1 });
schema.index({ readers: 1, state: 1, reportedAt: 1, _id: 1 });
schema.index({ readers: 1, concludedOn: 1 });
schema.index({ readers: 1, closedOn: 1 });
// The findings of a day, whoever may see them: for counting days.
schema.index({ concludedOn: 1 });
schema.index({ readers: 1, reopenedOn: 1 });
schema.index({ readers: 1, 'extension.state': 1, 'extension.on': 1, _id: 1 });
// What is a unit's turn, whoever may see it: the daily round of reminders.
schema.index({ state: 1, dueOn: 1 });
schema.index({ 'evidence.id': 1 });
schema.index({ 'draft.files.id': 1 }, { sparse: true });
// Rulings on due dates, for reports.
schema.index({ 'ledger.decision.on': 1 }, { sparse: true });
schema.index({ 'failures.at': 1 }, { sparse: true });
schema.index({ 'unit.id': 1, foundOn: -1 });

export const FindingModel = model('Finding', schema);
