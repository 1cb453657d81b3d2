import { Schema, model } from 'mongoose';
import { dayKinds } from './working-calendar.js';
import { bilingual, text } from '../database/schema-parts.js';

const schema = new Schema(
  {
    _id: text,
    version: { type: Number, required: true },
    year: { type: Number, required: true, unique: true },
    confirmed: { type: Boolean, required: true },
    document: { type: String, default: '' },
    weeklyOff: [Number],
    days: [
      {
        day: text,
        kind: { ...text, enum: dayKinds },
        name: bilingual,
        source: { type: String, default: '' },
        _id: false,
      },
    ],
    history: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'calendars' },
);

export const CalendarModel = model('Calendar', schema);
