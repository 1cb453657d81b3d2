import { Schema, model } from 'mongoose';
import { fileStates } from './verdict.js';
import { text } from '../database/schema-parts.js';

const schema = new Schema(
  {
    _id: text,
    state: { ...text, enum: fileStates },
    said: { type: String, default: '' },
    since: { type: Date, required: true },
    fileId: text,
  },
  { versionKey: false, strict: 'throw', collection: 'virus_verdicts' },
);
// Nearly all are clean; what is asked for is the others.
schema.index({ state: 1, since: 1 });
export const VerdictModel = model('VirusVerdict', schema);
