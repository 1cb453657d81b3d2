import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const moment = { type: Date, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;
const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    secretHash: text,
    name: text,
    unit: mixed,
    title: mixed,
    invitedBy: mixed,
    invitedAt: moment,
    expiresAt: moment,
    personId: String,
    revoked: Boolean,
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'invitations' },
);
schema.index({ secretHash: 1 }, { unique: true });
schema.index({ 'invitedBy.personId': 1, invitedAt: -1 });

export const InvitationModel = model('Invitation', schema);
