import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

const schema = new Schema(
  {
    _id: text,
    to: text,
    key: text,
    values: { type: Schema.Types.Mixed, required: true },
    href: text,
    at: { type: Date, required: true },
    sortAt: text,
    readBy: [String],
    /** When it goes out by mail; none for what never does. */
    mail: String,
    /** It waits to be made into letters that go at once. */
    toMail: Boolean,
  },
  { versionKey: false, minimize: false, collection: 'notices', strict: 'throw' },
);
schema.index({ to: 1, sortAt: -1, _id: -1 });
schema.index({ toMail: 1 }, { partialFilterExpression: { toMail: true } });

export const NoticeModel = model('Notice', schema);
