import { Schema, model } from 'mongoose';
import { bilingual, text } from '../database/schema-parts.js';

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    sign: text,
    signVersion: Number,
    seen: bilingual,
    mustDo: bilingual,
    provisional: Boolean,
    retired: Boolean,
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'wordings' },
);
schema.index({ sign: 1 });

export const WordingModel = model('Wording', schema);
