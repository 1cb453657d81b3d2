import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { LooksModel } from './look.model.js';
import { looksId, type Looks } from './look.js';

const store = journaledRepository<Looks>('look', LooksModel as never);

export const looksRepository = {
  create: store.create,
  change: store.change,
  of: (subjectId: string, tx?: Transaction) => store.findOne({ _id: looksId(subjectId) }, tx),

  async *all(): AsyncGenerator<Looks> {
    for await (const found of LooksModel.find().lean().cursor()) yield plain<Looks>(found);
  },
};
export type LooksRepository = typeof looksRepository;
