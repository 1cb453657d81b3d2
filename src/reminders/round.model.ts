import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const named = { id: text, name: { type: Schema.Types.Mixed, required: true }, _id: false };
const line = {
  findingId: text,
  number: text,
  step: text,
  dueOn: text,
  days: { type: Number, required: true },
  told: [{ role: text, unit: named, held: { type: Boolean, required: true }, _id: false }],
  _id: false,
};
const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    day: text,
    unit: named,
    lines: [line],
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'reminder_rounds' },
);
schema.index({ 'lines.findingId': 1, day: 1 });
schema.index({ 'unit.id': 1, day: 1 });

export const RoundModel = model('ReminderRound', schema);
