import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Cluster } from './cluster.js';
import { ClusterModel } from './cluster.model.js';

const store = journaledRepository<Cluster>('cluster', ClusterModel as never);
const within = (keys: readonly ReaderKey[]) => ({ readers: { $in: [...keys] } });

export const clustersRepository = {
  create: store.create,
  change: store.change,

  /** The cluster, if one of the keys opens it. What one may not see is not there. */
  find: (id: string, keys: readonly ReaderKey[], tx?: Transaction) =>
    store.findOne({ _id: id, ...within(keys) }, tx),
  byCode: (code: string, keys: readonly ReaderKey[]) => store.findOne({ code, ...within(keys) }),

  /** Codes are given once, whoever can see them. */
  taken: (code: string, tx: Transaction) => store.findOne({ code }, tx),

  list: (keys: readonly ReaderKey[]) => store.find(within(keys), { code: 1 }),

  async *all(): AsyncGenerator<Cluster> {
    for await (const found of ClusterModel.find().lean().cursor()) yield plain<Cluster>(found);
  },
};
export type ClustersRepository = typeof clustersRepository;
