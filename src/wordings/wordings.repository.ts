import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { WordingModel } from './wording.model.js';
import type { Wording } from './wording.js';

const store = journaledRepository<Wording>('wording', WordingModel as never);

export const wordingsRepository = {
  create: store.create,
  change: store.change,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),
  list: (tx?: Transaction) => store.find({}, { sign: 1, _id: 1 }, tx),

  async *all(): AsyncGenerator<Wording> {
    for await (const found of WordingModel.find().lean().cursor()) yield plain<Wording>(found);
  },
};
export type WordingsRepository = typeof wordingsRepository;
