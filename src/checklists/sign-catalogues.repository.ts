import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { CatalogueRecord } from './sign-catalogue.js';
import { SignCatalogueModel } from './sign-catalogue.model.js';

const nobodyToTell = () => Promise.resolve();
const store = journaledRepository<CatalogueRecord>('signs', SignCatalogueModel as never, nobodyToTell);

export const signCataloguesRepository = {
  create: store.create,
  change: store.change,

  /** Every version, the newest first. */
  versions: (tx?: Transaction) => store.find({}, { number: -1 }, tx),

  find: (number: number) => store.findOne({ number }),

  async *all(): AsyncGenerator<CatalogueRecord> {
    for await (const found of SignCatalogueModel.find().lean().cursor()) {
      yield plain<CatalogueRecord>(found);
    }
  },
};
export type SignCataloguesRepository = typeof signCataloguesRepository;
