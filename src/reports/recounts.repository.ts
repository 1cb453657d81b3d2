import { RecountModel } from './recount.model.js';
import type { Recount } from './recounts.service.js';

const LAST = 'last';

export const recountsRepository = {
  async last(): Promise<Recount | undefined> {
    const found = await RecountModel.findById(LAST).lean();
    if (found === null) return undefined;
    const { at, days, behind, faults } = found;
    return { at, days, behind, faults: faults as Recount['faults'] };
  },

  async save(recount: Recount): Promise<void> {
    await RecountModel.replaceOne({ _id: LAST }, recount, { upsert: true });
  },
};
export type RecountsRepository = typeof recountsRepository;
