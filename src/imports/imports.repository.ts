import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ImportRecord } from './import-record.js';
import { ImportModel } from './import.model.js';

const store = journaledRepository<ImportRecord>('import', ImportModel as never);

export const importsRepository = {
  create: store.create,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),

  /** The last imports of some kinds for a unit, the newest first. */
  async last(authorityId: string, kinds: readonly string[]): Promise<ImportRecord[]> {
    const found = await ImportModel.find({ authorityId, kind: { $in: [...kinds] } })
      .sort({ at: -1, _id: -1 })
      .limit(30)
      .lean();
    return found.map((one) => plain<ImportRecord>(one));
  },

  async *all(): AsyncGenerator<ImportRecord> {
    for await (const found of ImportModel.find().lean().cursor()) yield plain<ImportRecord>(found);
  },
};
export type ImportsRepository = typeof importsRepository;
