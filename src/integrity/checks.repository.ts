import type { Check } from './integrity.js';
import { CheckModel, StoredFileModel } from './integrity.model.js';

const LAST = 'last';

export const checksRepository = {
  async last(): Promise<Check | undefined> {
    const found = await CheckModel.findById(LAST).lean();
    if (found === null) return undefined;
    const { _id, ...check } = found;
    return check;
  },

  async save(check: Check): Promise<void> {
    await CheckModel.replaceOne({ _id: LAST }, check, { upsert: true });
  },

  /** Files with these bytes, whoever may see them; no more than so many. */
  async idsOf(sha256: string, most: number): Promise<string[]> {
    const found = await StoredFileModel.find({ 'metadata.sha256': sha256 }, { _id: 1 }).limit(most).lean();
    return found.map(({ _id }) => _id);
  },
};
export type ChecksRepository = typeof checksRepository;
