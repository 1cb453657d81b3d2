import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { feedId, type Feed } from './feed.js';
import { FeedModel } from './feed.model.js';

const store = journaledRepository<Feed>('feed', FeedModel as never);

export const feedsRepository = {
  create: store.create,
  change: store.change,

  ofPerson: (personId: string, tx?: Transaction) => store.findOne({ _id: feedId(personId) }, tx),
  byHash: (secretHash: string) => store.findOne({ secretHash }),

  async *all(): AsyncGenerator<Feed> {
    for await (const found of FeedModel.find().lean().cursor()) yield plain<Feed>(found);
  },
};
export type FeedsRepository = typeof feedsRepository;
