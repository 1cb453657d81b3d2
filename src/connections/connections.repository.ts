import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Connection } from './connection.js';
import { ConnectionModel, ConnectionUseModel } from './connection.model.js';

const store = journaledRepository<Connection>('connection', ConnectionModel as never);

export const connectionsRepository = {
  create: store.create,
  change: store.change,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),
  byHash: (tokenHash: string) => store.findOne({ tokenHash }),

  /** Every connection, the newest first. */
  list: () => store.find({}, { madeAt: -1 }),

  async noteUse(id: string, at: Date): Promise<void> {
    await ConnectionUseModel.updateOne({ _id: id }, { $set: { at } }, { upsert: true });
  },

  /** When each was last used; who has never been is not in it. */
  async uses(): Promise<Map<string, Date>> {
    const found = await ConnectionUseModel.find().lean();
    return new Map(found.map(({ _id, at }) => [_id, at]));
  },

  async *all(): AsyncGenerator<Connection> {
    for await (const found of ConnectionModel.find().lean().cursor()) yield plain<Connection>(found);
  },
};
export type ConnectionsRepository = typeof connectionsRepository;
