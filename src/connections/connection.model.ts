import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const mixed = { type: Schema.Types.Mixed, required: true } as const;
const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    name: text,
    unit: mixed,
    extent: String,
    tokenHash: text,
    madeBy: mixed,
    madeAt: { type: Date, required: true },
    revoked: Boolean,
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'connections' },
);
schema.index({ tokenHash: 1 }, { unique: true });
export const ConnectionModel = model('Connection', schema);

/** When a connection was last used. It stands aside: reading is no change that the journal tells. */
export const ConnectionUseModel = model(
  'ConnectionUse',
  new Schema(
    { _id: text, at: { type: Date, required: true } },
    { versionKey: false, collection: 'connection_uses' },
  ),
);
