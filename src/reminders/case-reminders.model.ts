import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const line = { step: text, about: { type: String, default: '' }, dueOn: text, on: text, _id: false };
const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    inspectionId: text,
    lines: [line],
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'case_reminders' },
);

export const CaseRemindersModel = model('CaseReminders', schema);
