import { Schema, model } from 'mongoose';

const schema = new Schema(
  {
    _id: { type: String, required: true },
    dueAt: { type: Date, required: true },
    /** Until then the work belongs to whoever took it; a holder that died loses it. */
    heldUntil: { type: Date, required: true },
    lastRunAt: Date,
    failure: String,
  },
  { versionKey: false, collection: 'jobs', strict: 'throw' },
);

export const JobModel = model('Job', schema);
