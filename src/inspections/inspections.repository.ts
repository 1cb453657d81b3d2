import type { Transaction } from '../database/connect.js';
import { journaledRepository, type Announce } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Inspection } from './inspection.js';
import { CounterModel, InspectionModel } from './inspection.model.js';

export function inspectionsRepository(announce: Announce<Inspection>) {
  const store = journaledRepository<Inspection>('inspection', InspectionModel as never, announce);
  return {
    create: store.create,
    change: store.change,

    /** The case, if one of the keys opens it. What one may not see is not there. */
    find: (id: string, keys: ReaderKey[], tx?: Transaction) =>
      store.findOne({ _id: id, readers: { $in: keys } }, tx),

    /** The case whose publication a file proves, if one of the keys opens it. */
    ofPublished: (fileId: string, keys: ReaderKey[]) =>
      store.findOne({ 'publication.done.files.id': fileId, readers: { $in: keys } }),

    /** For another feature's decision that has already loaded its own part within the actor's reach. */
    get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

    /** Which of these numbers are given already. */
    async knownNumbers(numbers: string[], tx?: Transaction): Promise<Set<string>> {
      const found = await InspectionModel.find({ number: { $in: numbers } }, { number: 1 })
        .session(tx ?? null)
        .lean();
      return new Set(found.map(({ number }) => number ?? ''));
    },

    /** Gives the next number of a year's series, from 1; inside the transaction, so no number is lost or given twice. */
    async nextNumber(year: number, tx: Transaction): Promise<number> {
      const options = { upsert: true, returnDocument: 'after', session: tx } as const;
      const series = { _id: `inspections-${year}` };
      const counter = await CounterModel.findOneAndUpdate(series, { $inc: { last: 1 } }, options).lean();
      return counter.last;
    },

    /** Topics used before by this authority, last used first: offered while typing. */
    async topics(authorityId: string): Promise<{ vi: string; en: string }[]> {
      const recent = await InspectionModel.find({ readers: `area:${authorityId}` }, { topic: 1 })
        .sort({ sortDay: -1, _id: -1 })
        .limit(200)
        .lean();
      const byName = new Map(recent.map(({ topic }) => [topic.vi ?? '', topic.en ?? '']));
      return [...byName].map(([vi, en]) => ({ vi, en })).slice(0, 30);
    },

    async *all(): AsyncGenerator<Inspection> {
      for await (const { _id, ...rest } of InspectionModel.find().lean().cursor()) {
        yield { id: _id, ...rest } as unknown as Inspection;
      }
    },
  };
}
export type InspectionsRepository = ReturnType<typeof inspectionsRepository>;
