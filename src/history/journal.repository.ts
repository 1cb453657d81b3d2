import { endingOf, type Transaction } from '../database/connect.js';
import { driverOf } from '../database/driver.js';
import { fingerprint, START_OF_CHAIN, type Event } from './event.js';
import { JournalHeadModel, JournalModel, type JournalEntry } from './journal.model.js';

const HEAD = 'head';
type StoredHead = { _id: string; seq: number; hash?: string };

/**
 * The end of the product's chain, held by one transaction. The head document is written first: two changes at once
 * conflict on it, one is tried again, and the chain never forks. The lines follow together when the transaction ends.
 */
async function holdChain(tx: Transaction) {
  const options = { session: tx, upsert: true, returnDocument: 'after' } as const;
  const head = await JournalHeadModel.findOneAndUpdate({ _id: HEAD }, { $inc: { seq: 1 } }, options).lean();
  let seq = head.seq - 1;
  let hash = head.hash ?? START_OF_CHAIN;
  const lines: (Omit<JournalEntry, 'seq'> & { _id: number })[] = [];
  return {
    append(subject: string, subjectId: string, { seq: eventSeq, hash: eventHash, at }: Event): void {
      seq += 1;
      const line = { subject, subjectId, eventSeq, eventHash, at, previous: hash };
      hash = fingerprint({ seq, ...line });
      lines.push({ _id: seq, ...line, hash });
    },
    async finish(): Promise<void> {
      await JournalModel.insertMany(lines, { session: tx });
      await JournalHeadModel.updateOne({ _id: HEAD }, { $set: { seq, hash } }, { session: tx });
    },
  };
}

/** Appends an event to the product's chain, inside the transaction of the change itself. */
export async function appendToJournal(
  subject: string,
  subjectId: string,
  event: Event,
  tx: Transaction,
): Promise<void> {
  const chain = await endingOf(tx, holdChain);
  chain.append(subject, subjectId, event);
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

/**
 * Where the chain ends, and what of a subject has changed behind the line `seq`. No ids when nobody knows: there is no
 * such line any more, more than `most` lines follow it, or none was named.
 */
export async function changesBehind(
  subject: string,
  seq: number | undefined,
  most: number,
): Promise<{ seq: number; ids: string[] | undefined }> {
  const end = (await journalHead()).seq;
  if (seq === undefined || seq > end || end - seq > most) return { seq: end, ids: undefined };
  const lines = await JournalModel.find(
    { _id: { $gt: seq, $lte: end } },
    { subject: 1, subjectId: 1 },
  ).lean();
  const ids = lines.filter((line) => line.subject === subject).map(({ subjectId }) => subjectId);
  return { seq: end, ids: [...new Set(ids)] };
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
