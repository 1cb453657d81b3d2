import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { CounterModel } from '../inspections/inspection.model.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { DrawModel } from './draw.model.js';
import type { Draw, DrawRow } from './draw.js';

const store = journaledRepository<Draw>('draw', DrawModel as never);
const ROW = { number: 1, at: 1, drawnOn: 1, drawer: 1, list: 1, drawn: 1, disclosedOn: 1 } as const;

export const drawsRepository = {
  create: store.create,
  change: store.change,

  /** The draw, if one of the keys opens it. What one may not see is not there. */
  find: (id: string, keys: ReaderKey[], tx?: Transaction) =>
    store.findOne({ _id: id, readers: { $in: keys } }, tx),

  /** Whoever may see it: for what follows from a visit, and for telling whether an id is free. */
  get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

  /** Only what is disclosed has a number. */
  byNumber: (number: string) => store.findOne({ number }),

  /** One page of what the keys open, newest first. */
  async page(keys: ReaderKey[], key: Key | undefined): Promise<Page<DrawRow>> {
    const { filter, sort, limit } = keyQuery('drawnOn', -1, key);
    const query = { $and: [{ readers: { $in: keys } }, filter] };
    const found = await DrawModel.find(query, ROW).sort(sort).limit(limit).lean();
    const rows = found.map((row) => plain<DrawRow>(row as never));
    return pageOf(rows, key, ({ drawnOn, id }) => ({ value: drawnOn, id }));
  },

  /** Draws that the keys open, of a time, not yet disclosed, or named: among them one looks for repetitions. */
  async recent(keys: ReaderKey[], from: Day, to: Day, ids: string[] = []): Promise<DrawRow[]> {
    const query = {
      readers: { $in: keys },
      $or: [
        { drawnOn: { $gte: from, $lte: to } },
        { disclosedOn: { $exists: false } },
        { _id: { $in: ids } },
      ],
    };
    const found = await DrawModel.find(query, ROW).sort({ at: 1, _id: 1 }).lean();
    return found.map((row) => plain<DrawRow>(row as never));
  },

  /** Gives the next number of a year's series, from 1; inside the transaction, so no number is lost or given twice. */
  async nextNumber(year: number, tx: Transaction): Promise<number> {
    const options = { upsert: true, returnDocument: 'after', session: tx } as const;
    const series = { _id: `draws-${year}` };
    const counter = await CounterModel.findOneAndUpdate(series, { $inc: { last: 1 } }, options).lean();
    return counter.last;
  },

  async *all(): AsyncGenerator<Draw> {
    for await (const found of DrawModel.find().lean().cursor()) yield plain<Draw>(found);
  },
};
export type DrawsRepository = typeof drawsRepository;
