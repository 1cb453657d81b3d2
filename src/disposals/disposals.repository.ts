import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Disposal } from './disposal.js';
import { DisposalModel } from './disposal.model.js';

const store = journaledRepository<Disposal>('disposal', DisposalModel as never);
const FINAL = { $in: ['signed' as const, 'carried_out' as const] };
const LISTED = 200;

export const disposalsRepository = {
  create: store.create,
  change: store.change,

  /** The decision, if one of the keys opens it. What one may not see is not there. */
  find: (id: string, keys: readonly ReaderKey[], tx?: Transaction) =>
    store.findOne({ _id: id, readers: { $in: [...keys] } }, tx),

  /** The latest first, without their files. */
  async list(keys: readonly ReaderKey[]): Promise<Omit<Disposal, 'files' | 'history'>[]> {
    const found = await DisposalModel.find({ readers: { $in: [...keys] } }, { files: 0, history: 0 })
      .sort({ 'decision.on': -1, _id: 1 })
      .limit(LISTED)
      .lean();
    return found.map((one) => plain<Disposal>(one as never));
  },

  /** Cases that a decision names already, unless it was withdrawn. */
  async named(): Promise<Set<string>> {
    return new Set((await DisposalModel.distinct('cases.id', { state: { $ne: 'withdrawn' } })).map(String));
  },

  /** The signed decision by which a file was disposed of. */
  async decisionOn(fileId: string): Promise<Disposal['decision'] | undefined> {
    const found = await DisposalModel.findOne({ 'files.id': fileId, state: FINAL }, { decision: 1 }).lean();
    return found?.decision;
  },

  /** Every file that was disposed of by a signed decision. */
  async disposedFiles(): Promise<Set<string>> {
    return new Set((await DisposalModel.distinct('files.id', { state: FINAL })).map(String));
  },

  /** Signed, and not carried out to the end. */
  due: () => store.find({ state: 'signed' }, { _id: 1 }),

  async *all(): AsyncGenerator<Disposal> {
    for await (const found of DisposalModel.find().lean().cursor()) yield plain<Disposal>(found);
  },
};
export type DisposalsRepository = typeof disposalsRepository;
