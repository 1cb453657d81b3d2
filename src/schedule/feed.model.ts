import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { shows, views } from './schedule-filter.js';

const { text, history, options } = caseParts;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    personId: text,
    view: { ...text, enum: views },
    show: { ...text, enum: shows },
    secretHash: String,
    history,
  },
  { ...options, collection: 'feeds' },
);
schema.index(
  { secretHash: 1 },
  { unique: true, partialFilterExpression: { secretHash: { $type: 'string' } } },
);

export const FeedModel = model('Feed', schema);
