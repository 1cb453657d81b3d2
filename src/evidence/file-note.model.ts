import { Schema, model } from 'mongoose';
import { caseParts } from '../inspections/inspection.model.js';

const { text, history, options } = caseParts;
const number = { type: Number, required: true };

const schema = new Schema(
  {
    _id: text,
    version: number,
    boxes: [{ left: number, top: number, width: number, height: number, _id: false }],
    takenAt: Date,
    effectiveOn: String,
    history,
  },
  { ...options, collection: 'file_notes' },
);
export const FileNoteModel = model('FileNote', schema);
