import type { Transaction } from '../database/connect.js';
import { driverOf } from '../database/driver.js';
import { fingerprint, START_OF_CHAIN, type Event } from './event.js';
import { JournalHeadModel, JournalModel, type JournalEntry } from './journal.model.js';

const HEAD = 'head';
type StoredHead = { _id: string; seq: number; hash?: string };

/**
 * Appends an event to the product's chain, inside the transaction of the change itself. The head document is written
 * first: two changes at once conflict on it, one is retried, and the chain never forks.
 */
export async function appendToJournal(
  subject: string,
  subjectId: string,
  event: Event,
  tx: Transaction,
): Promise<void> {
  const options = { session: tx, upsert: true, returnDocument: 'after' } as const;
  const head = await JournalHeadModel.findOneAndUpdate({ _id: HEAD }, { $inc: { seq: 1 } }, options).lean();
  const entry = {
    seq: head.seq,
    subject,
    subjectId,
    eventSeq: event.seq,
    eventHash: event.hash,
    at: event.at,
    previous: head.hash ?? START_OF_CHAIN,
  };
  const hash = fingerprint(entry);
  const { seq, ...rest } = entry;
  await JournalModel.create([{ _id: seq, ...rest, hash }], { session: tx });
  await JournalHeadModel.updateOne({ _id: HEAD }, { $set: { hash } }, { session: tx });
}

/** Where the chain ends now: printed on reports, so that later tampering with the record shows. */
export async function journalHead(): Promise<{ seq: number; hash: string }> {
  const head = await driverOf<StoredHead>(JournalHeadModel).findOne({ _id: HEAD });
  return { seq: head?.seq ?? 0, hash: head?.hash ?? START_OF_CHAIN };
}

/** When the first line was written: since then the product keeps the record. Undefined while there is none. */
export async function journalBegunAt(): Promise<Date | undefined> {
  const first = await JournalModel.findOne({}, { at: 1 }).sort({ _id: 1 }).lean();
  return first?.at;
}

/** The lines about one document, in order. */
export async function journalLinesOf(subjectId: string): Promise<JournalEntry[]> {
  const found = await JournalModel.find({ subjectId }).sort({ _id: 1 }).lean();
  return found.map(({ _id, ...entry }) => ({ seq: _id, ...entry }));
}

/** Every line of the chain in order, one at a time. */
export async function* journalEntries(): AsyncGenerator<JournalEntry> {
  for await (const { _id, ...entry } of JournalModel.find().sort({ _id: 1 }).lean().cursor()) {
    yield { seq: _id, ...entry };
  }
}
