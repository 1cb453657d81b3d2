import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { Batch } from './batch.js';
import { BatchModel } from './batch.model.js';

const store = journaledRepository<Batch>('batch', BatchModel as never);

export const batchesRepository = {
  create: store.create,
  change: store.change,

  /** A batch is for whoever has done it: what it says of findings is theirs to see. */
  find: (id: string, personId: string, tx?: Transaction) =>
    store.findOne({ _id: id, 'by.personId': personId }, tx),

  get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

  /** A page of what somebody has done, the latest first. */
  async own(personId: string, key: Key | undefined): Promise<Page<Batch>> {
    const { filter, sort, limit } = keyQuery('at', -1, key);
    const found = await BatchModel.find({ $and: [{ 'by.personId': personId }, filter] })
      .sort(sort)
      .limit(limit)
      .lean();
    return pageOf(found.map(plain<Batch>), key, ({ id, at }) => ({ value: at.toISOString(), id }));
  },

  /** Reminders that nobody can take back any more. */
  due: async (now: Date): Promise<string[]> =>
    (await BatchModel.find({ state: 'waiting', undoUntil: { $lte: now } }, { _id: 1 }).lean()).map(
      ({ _id }) => _id,
    ),

  async *all(): AsyncGenerator<Batch> {
    for await (const found of BatchModel.find().lean().cursor()) yield plain<Batch>(found);
  },
};
export type BatchesRepository = typeof batchesRepository;
