import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { retentionId, type Retention } from './retention.js';
import { RetentionModel } from './retention.model.js';

const store = journaledRepository<Retention>('retention', RetentionModel as never);

/** They have no readers of their own: they are reached only through a case that was found within reach. */
export const retentionsRepository = {
  create: store.create,
  change: store.change,
  find: (inspectionId: string, tx?: Transaction) => store.findOne({ _id: retentionId(inspectionId) }, tx),

  async *all(): AsyncGenerator<Retention> {
    for await (const found of RetentionModel.find().lean().cursor()) yield plain<Retention>(found);
  },
};
export type RetentionsRepository = typeof retentionsRepository;
