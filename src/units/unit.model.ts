import { Schema, model } from 'mongoose';
import { unitKinds } from './unit.js';
import { bilingual, text } from '../database/schema-parts.js';

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    code: text,
    kind: { ...text, enum: unitKinds },
    name: bilingual,
    parentId: String,
    ancestorIds: [String],
    validFrom: String,
    validTo: String,
    source: { type: String, default: '' },
    sortKey: text,
    words: text,
    existsFrom: text,
    existsTo: text,
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'units' },
);
// Codes are reused: one code has one unit from a day on.
schema.index({ code: 1, existsFrom: 1 }, { unique: true });
schema.index({ sortKey: 1, _id: 1 });
schema.index({ ancestorIds: 1, sortKey: 1, _id: 1 });

export const UnitModel = model('Unit', schema);

const successionSchema = new Schema(
  {
    _id: text,
    fromId: text,
    toId: text,
    on: text,
    extent: { ...text, enum: ['full', 'partial', 'partial_area'] },
  },
  { versionKey: false, strict: 'throw', collection: 'unit_successions' },
);
successionSchema.index({ fromId: 1, toId: 1 }, { unique: true });
successionSchema.index({ toId: 1 });

export const SuccessionModel = model('Succession', successionSchema);
