import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Day } from '../shared/dates.js';
import type { Rearrangement } from './rearrangement.js';
import { RearrangementModel } from './rearrangement.model.js';

const store = journaledRepository<Rearrangement>('rearrangement', RearrangementModel as never);
const LONGEST_LIST = 200;

export const rearrangementsRepository = {
  create: store.create,
  change: store.change,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),

  /** The latest first. */
  async list(): Promise<Rearrangement[]> {
    const found = await RearrangementModel.find({}, { history: 0 })
      .sort({ effectiveOn: -1, _id: -1 })
      .limit(LONGEST_LIST)
      .lean();
    return found.map((one) => plain<Rearrangement>(one as never));
  },

  /** Those whose day has come and that are not carried out to the end, the earliest first. */
  due: (today: Day) =>
    store.find({ state: 'recorded', effectiveOn: { $lte: today } }, { effectiveOn: 1, _id: 1 }),

  async *all(): AsyncGenerator<Rearrangement> {
    for await (const found of RearrangementModel.find().lean().cursor()) yield plain<Rearrangement>(found);
  },
};
export type RearrangementsRepository = typeof rearrangementsRepository;
