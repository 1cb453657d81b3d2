import { Schema, model } from 'mongoose';
import { faultKinds } from './integrity.js';
import { text } from '../database/schema-parts.js';

const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;

const schema = new Schema(
  {
    _id: text,
    startedAt: moment,
    finishedAt: moment,
    files: count,
    bytes: count,
    faults: [{ fileId: text, what: { ...text, enum: faultKinds }, since: moment, _id: false }],
  },
  { versionKey: false, collection: 'evidence_checks', strict: 'throw' },
);
export const CheckModel = model('EvidenceCheck', schema);

/** Files as GridFS keeps them, looked at here to find one by its bytes. */
const stored = new Schema(
  { _id: text },
  { versionKey: false, collection: 'evidence.files', strict: false, autoCreate: false },
);
stored.index({ 'metadata.sha256': 1 });
export const StoredFileModel = model('StoredFile', stored);
