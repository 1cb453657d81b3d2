import { Schema, model } from 'mongoose';

/** `counted` is missing while the count of a day does not hold; `changes` tells one state of the day from the next. */
const schema = new Schema(
  { _id: { type: String, required: true }, changes: { type: Number, required: true }, counted: String },
  { versionKey: false, strict: 'throw', collection: 'counted_days' },
);

export const CountedDayModel = model('CountedDay', schema);
