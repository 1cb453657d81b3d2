import type { Transaction } from '../database/connect.js';
import { journaledRepository, type Announce } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Finding } from './finding.js';
import { FindingModel } from './finding.model.js';

export function findingsRepository(announce: Announce<Finding>) {
  const store = journaledRepository<Finding>('finding', FindingModel as never, announce);
  return {
    create: store.create,
    change: store.change,

    find: (id: string, keys: ReaderKey[], tx?: Transaction) =>
      store.findOne({ _id: id, readers: { $in: keys } }, tx),

    /** Whoever may see it: for telling whether an id is free. */
    get: (id: string, tx: Transaction) => store.findOne({ _id: id }, tx),

    /** Some findings, whoever may see them: for a visit that is bound to them. */
    byIds: (ids: readonly string[]) => store.find({ _id: { $in: [...ids] } }, { _id: 1 }),

    /** Those of these findings that the keys open, the most urgent first. */
    some: (ids: readonly string[], keys: ReaderKey[]) =>
      store.find({ _id: { $in: [...ids] }, readers: { $in: keys } }, { dueOn: 1, _id: 1 }),

    /** The finding that a file belongs to, if one of the keys opens it. */
    findByEvidence: (fileId: string, keys: ReaderKey[]) =>
      store.findOne({ 'evidence.id': fileId, readers: { $in: keys } }),

    findByDraftFile: (fileId: string, keys: ReaderKey[]) =>
      store.findOne({ 'draft.files.id': fileId, readers: { $in: keys } }),

    /** The findings of a case that the keys open, in the order of their recording. */
    ofInspection: (inspectionId: string, keys: ReaderKey[], tx?: Transaction) =>
      store.find({ inspectionId, readers: { $in: keys } }, { ordinal: 1 }, tx),

    /** All findings of a case, for a decision about the whole case. */
    allOf: (inspectionId: string, tx: Transaction) => store.find({ inspectionId }, { ordinal: 1 }, tx),

    async *all(): AsyncGenerator<Finding> {
      for await (const { _id, ...rest } of FindingModel.find().lean().cursor()) {
        yield { id: _id, ...rest } as unknown as Finding;
      }
    },
  };
}
export type FindingsRepository = ReturnType<typeof findingsRepository>;
