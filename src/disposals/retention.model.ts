import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';

const { text, history, options } = caseParts;

const schema = new Schema(
  { _id: text, version: { type: Number, required: true }, years: Number, history },
  { ...options, collection: 'retentions' },
);
export const RetentionModel = model('Retention', schema);
