import { Schema, model } from 'mongoose';
import { caseParts } from './inspection.model.js';

const schema = new Schema(
  {
    _id: caseParts.text,
    version: { type: Number, required: true },
    subjectId: caseParts.text,
    history: caseParts.history,
  },
  { ...caseParts.options, collection: 'looks' },
);

export const LooksModel = model('Looks', schema);
