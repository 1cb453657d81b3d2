import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';
import { filteredLists, sharings } from './saved-filter.js';

const { text, author, history, options } = caseParts;

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    list: { ...text, enum: filteredLists },
    query: { type: String, default: '' },
    name: text,
    sharing: { ...text, enum: sharings },
    unitId: text,
    by: author,
    removed: { type: Boolean, required: true },
    history,
  },
  { ...options, collection: 'saved_filters' },
);
schema.index({ 'by.personId': 1 });
schema.index({ unitId: 1, sharing: 1 });

export const SavedFilterModel = model('SavedFilter', schema);
