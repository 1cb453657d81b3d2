import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import { HandlingModel } from './handling.model.js';
import type { Handling } from './handling.js';

const store = journaledRepository<Handling>('handling', HandlingModel as never);

export const handlingsRepository = {
  create: store.create,
  change: store.change,

  find: (id: string, keys: ReaderKey[], tx?: Transaction) =>
    store.findOne({ _id: id, readers: { $in: keys } }, tx),

  /** Whoever may see it: for telling whether an id is free. */
  get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

  /** What came of the findings of a case, the latest decision first. */
  ofInspection: (inspectionId: string, keys: ReaderKey[]) =>
    store.find({ inspectionId, readers: { $in: keys } }, { 'decision.on': -1, _id: 1 }),

  byFile: (fileId: string, keys: ReaderKey[]) =>
    store.findOne({ 'files.id': fileId, readers: { $in: keys } }),

  /** All of a case, for a decision about the whole case. */
  allOf: (inspectionId: string, tx: Transaction) => store.find({ inspectionId }, { _id: 1 }, tx),

  async *all(): AsyncGenerator<Handling> {
    for await (const found of HandlingModel.find().lean().cursor()) yield plain<Handling>(found);
  },
};
export type HandlingsRepository = typeof handlingsRepository;
