import { Schema, model } from 'mongoose';

/** One line of the product's chain: that this event of this case happened, after everything before it. */
export type JournalEntry = {
  seq: number;
  subject: string;
  subjectId: string;
  eventSeq: number;
  eventHash: string;
  at: Date;
  previous: string;
  hash: string;
};

const entrySchema = new Schema(
  {
    _id: { type: Number, required: true },
    subject: { type: String, required: true },
    subjectId: { type: String, required: true },
    eventSeq: { type: Number, required: true },
    eventHash: { type: String, required: true },
    at: { type: Date, required: true },
    previous: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { versionKey: false, collection: 'journal', strict: 'throw' },
);
entrySchema.index({ subjectId: 1, eventSeq: 1 }, { unique: true });

const headSchema = new Schema(
  { _id: { type: String, required: true }, seq: { type: Number, default: 0 }, hash: String },
  { versionKey: false, collection: 'journal_head', strict: 'throw' },
);

export const JournalModel = model('JournalEntry', entrySchema);
export const JournalHeadModel = model('JournalHead', headSchema);
