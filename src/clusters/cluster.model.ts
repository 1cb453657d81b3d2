import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const mixed = { type: Schema.Types.Mixed, required: true } as const;
const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    code: text,
    name: mixed,
    units: [Schema.Types.Mixed],
    validFrom: text,
    validTo: String,
    authority: mixed,
    author: mixed,
    readers: [String],
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'clusters' },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ readers: 1, code: 1 });
export const ClusterModel = model('Cluster', schema);
