import type { Transaction } from '../database/connect.js';
import { VerdictModel } from './verdict.model.js';
import type { FileState, Verdict } from './verdict.js';

type Stored = Omit<Verdict, 'sha256'> & { _id: string };
const plain = ({ _id, ...rest }: Stored): Verdict => ({ sha256: _id, ...rest });

export const verdictsRepository = {
  async find(sha256: string, tx?: Transaction): Promise<Verdict | undefined> {
    const found = await VerdictModel.findById(sha256)
      .session(tx ?? null)
      .lean<Stored>();
    return found === null ? undefined : plain(found);
  },

  async save({ sha256, ...facts }: Verdict, tx: Transaction): Promise<void> {
    await VerdictModel.replaceOne({ _id: sha256 }, facts, { upsert: true }).session(tx);
  },

  /** The first so many in this state, the oldest first. */
  async inState(state: FileState, most: number): Promise<Verdict[]> {
    const found = await VerdictModel.find({ state }).sort({ since: 1 }).limit(most).lean<Stored[]>();
    return found.map(plain);
  },

  count: (state: FileState) => VerdictModel.countDocuments({ state }),
};
export type VerdictsRepository = typeof verdictsRepository;
