import { Schema, model } from 'mongoose';
import { bilingual, text } from '../database/schema-parts.js';

const sign = { code: text, text: bilingual, provisional: Boolean, _id: false };

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    number: { type: Number, required: true, unique: true },
    validFrom: text,
    source: { type: String, default: '' },
    succession: { type: [{ code: String, to: String, _id: false }], default: undefined },
    groups: [{ code: text, title: bilingual, signs: [sign], _id: false }],
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'sign_catalogues' },
);

export const SignCatalogueModel = model('SignCatalogue', schema);
