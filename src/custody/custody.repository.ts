import type { Transaction } from '../database/connect.js';
import type { Journaled } from '../history/event.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import {
  chained,
  EMPTY_LEDGER,
  type CustodyAct,
  type CustodyEntry,
  type LedgerEnd,
  type Note,
} from './custody.js';
import { CustodyEndModel, CustodyModel, CustodySealModel } from './custody.model.js';

/** The end of the ledger, as the journal was told it: one document, each telling an event of it. */
export type CustodySeal = Journaled & { n: number; end: string };

const LEDGER = 'ledger';
const seals = journaledRepository<CustodySeal>('custody_seal', CustodySealModel as never);

type StoredEntry = Omit<CustodyEntry, 'n'> & { _id: number };
const entryOf = ({ _id, ...rest }: StoredEntry): CustodyEntry => ({ ...rest, n: _id });

/** The ledger of what happened to files. Lines are added and read, and nothing else. */
export const custodyRepository = {
  /** Two who write at once meet on the end of the ledger, and one of them is tried again. */
  async append(notes: readonly Note[], tx: Transaction): Promise<void> {
    if (notes.length === 0) return;
    const moved = { session: tx, upsert: true, returnDocument: 'before' } as const;
    const step = { $inc: { n: notes.length } };
    const was = await CustodyEndModel.findOneAndUpdate({ _id: LEDGER }, step, moved).lean();
    const ids = [...new Set(notes.map(({ fileId }) => fileId))];
    const known = await CustodyEndModel.find({ _id: { $in: ids } })
      .session(tx)
      .lean();
    const ends = new Map(known.map(({ _id, n, hash }) => [_id, { seq: n, hash: hash ?? '' }]));
    const begin = was === null ? EMPTY_LEDGER : { n: was.n, hash: was.hash ?? EMPTY_LEDGER.hash };
    const made = chained(notes, begin, ends);
    const lines = made.entries.map(({ n, ...rest }) => ({ _id: n, ...rest }));
    await CustodyModel.insertMany(lines, { session: tx });
    const written = [
      ...ids.map((id) => ({ id, n: made.ends.get(id)?.seq ?? 0, hash: made.ends.get(id)?.hash ?? '' })),
      { id: LEDGER, ...made.end },
    ];
    await CustodyEndModel.bulkWrite(
      written.map(({ id, n, hash }) => ({
        updateOne: { filter: { _id: id }, update: { $set: { n, hash } }, upsert: true },
      })),
      { session: tx },
    );
  },

  async end(): Promise<LedgerEnd> {
    const found = await CustodyEndModel.findOne({ _id: LEDGER }).lean();
    return typeof found?.hash === 'string' ? { n: found.n, hash: found.hash } : EMPTY_LEDGER;
  },

  /** The record of a file, newest first, from before a place on; no more than so many lines. */
  async latest(
    fileId: string,
    before: number,
    most: number,
    acts: readonly CustodyAct[],
  ): Promise<CustodyEntry[]> {
    const found = await CustodyModel.find({ fileId, seq: { $lt: before }, act: { $in: [...acts] } })
      .sort({ seq: -1 })
      .limit(most)
      .lean<StoredEntry[]>();
    return found.map(entryOf);
  },

  /** Who has seen these files since a moment. */
  async seenSince(fileIds: readonly string[], since: Date, tx: Transaction): Promise<Note[]> {
    const looks = { fileId: { $in: [...fileIds] }, act: 'seen' as const, at: { $gte: since } };
    return CustodyModel.find(looks, { fileId: 1, act: 1, at: 1, by: 1, from: 1 }).session(tx).lean<Note[]>();
  },

  /** The whole record of some files, each in its order. */
  async *of(fileIds: readonly string[]): AsyncGenerator<CustodyEntry> {
    const query = CustodyModel.find({ fileId: { $in: [...fileIds] } }).sort({ fileId: 1, seq: 1 });
    for await (const found of query.lean<StoredEntry[]>().cursor()) yield entryOf(found);
  },

  /** Every line in the order of the ledger. */
  async *all(): AsyncGenerator<CustodyEntry> {
    for await (const found of CustodyModel.find().sort({ _id: 1 }).lean<StoredEntry[]>().cursor())
      yield entryOf(found);
  },

  seal: (tx?: Transaction) => seals.findOne({ _id: LEDGER }, tx),
  createSeal: seals.create,
  changeSeal: seals.change,
  sealId: LEDGER,

  async *allSeals(): AsyncGenerator<CustodySeal> {
    for await (const found of CustodySealModel.find().lean().cursor()) yield plain<CustodySeal>(found);
  },
};
export type CustodyRepository = typeof custodyRepository;
