import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const count = { type: Number, required: true } as const;

const schema = new Schema(
  {
    _id: text,
    version: count,
    kind: text,
    of: { type: String, default: '' },
    authorityId: text,
    file: { type: { name: text, size: count, sha256: text, _id: false }, required: true },
    rows: count,
    taken: count,
    known: count,
    by: { type: { personId: text, name: text, post: text, postEnglish: String, _id: false }, required: true },
    at: { type: Date, required: true },
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'imports' },
);
schema.index({ authorityId: 1, at: -1, _id: -1 });

export const ImportModel = model('Import', schema);
