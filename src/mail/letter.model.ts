import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const moment = { type: Date, required: true } as const;
const schema = new Schema(
  {
    _id: text,
    personId: text,
    kind: { ...text, enum: ['digest', 'at_once'] },
    name: text,
    address: text,
    language: text,
    subject: text,
    text,
    html: text,
    noticeIds: [String],
    createdAt: moment,
    sortAt: text,
    state: text,
    attempts: { type: Number, required: true },
    nextAt: moment,
    /** Until then it belongs to whoever sends it. */
    heldUntil: Date,
    sentAt: Date,
    failure: { type: String, default: '' },
    /** What it told stands in a later letter. */
    retold: Boolean,
  },
  { versionKey: false, strict: 'throw', collection: 'mail_outbox' },
);
schema.index({ state: 1, nextAt: 1 });
schema.index({ personId: 1, state: 1 });
schema.index({ sortAt: -1, _id: -1 });

export const LetterModel = model('Letter', schema);

/** Until when everything was told to a person by a digest. */
const markSchema = new Schema(
  { _id: text, until: moment },
  { versionKey: false, strict: 'throw', collection: 'mail_marks' },
);
export const MailMarkModel = model('MailMark', markSchema);
