import { Schema, model } from 'mongoose';

const text = { type: String, required: true } as const;
const bilingual = { type: { vi: String, en: String, _id: false }, required: true };

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    sign: text,
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
