import { Schema, model } from 'mongoose';

const run = {
  startedAt: { type: Date, required: true },
  /** Milliseconds. */
  took: { type: Number, required: true },
  /** What was done, by kind; empty after a failure. */
  counts: { type: Schema.Types.Mixed, required: true },
  failure: { type: String, default: '' },
  /** Who asked for it; empty for the clock. */
  askedBy: { type: String, default: '' },
  _id: false,
};
const schema = new Schema(
  {
    _id: { type: String, required: true },
    dueAt: { type: Date, required: true },
    /** Until then the work belongs to whoever took it; a holder that died loses it. */
    heldUntil: { type: Date, required: true },
    /** Whoever took it last: a holder that was overtaken cannot end the work of the other. */
    holder: String,
    /** Who asked for the run that is due. */
    askedBy: String,
    lastRunAt: Date,
    failure: String,
    runs: { type: [run], default: undefined },
  },
  { versionKey: false, minimize: false, collection: 'jobs', strict: 'throw' },
);

export const JobModel = model('Job', schema);
