import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Actor } from '../policies/actor.js';
import { SavedFilterModel } from './saved-filter.model.js';
import type { SavedFilter } from './saved-filter.js';

const store = journaledRepository<SavedFilter>('saved_filter', SavedFilterModel as never);

/** One's own, and those that somebody of one's unit has shared. */
const shownTo = ({ personId, post }: Actor) => ({
  removed: false,
  $or: [{ 'by.personId': personId }, { unitId: post.unitId, sharing: 'unit' }],
});

export const savedFiltersRepository = {
  create: store.create,
  change: store.change,
  list: (actor: Actor) => store.find(shownTo(actor), { name: 1, _id: 1 }),
  find: (actor: Actor, id: string, tx?: Transaction) => store.findOne({ _id: id, ...shownTo(actor) }, tx),
  get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

  async *all(): AsyncGenerator<SavedFilter> {
    for await (const found of SavedFilterModel.find().lean().cursor()) yield plain<SavedFilter>(found);
  },
};
export type SavedFiltersRepository = typeof savedFiltersRepository;
