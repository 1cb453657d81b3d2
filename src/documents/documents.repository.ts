import type { Transaction } from '../database/connect.js';
import { journaledRepository, type Announce } from '../history/journaled.repository.js';
import type { CaseDocument } from './document.js';
import { DocumentModel } from './document.model.js';

/** Documents have no readers of their own: who sees them follows from their case, which is loaded with them. */
export function documentsRepository(announce: Announce<CaseDocument>) {
  const store = journaledRepository<CaseDocument>('document', DocumentModel as never, announce);
  return {
    create: store.create,
    change: store.change,
    get: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),
    ofScan: (fileId: string) => store.findOne({ 'scans.id': fileId }),

    /** The documents of a case in the order in which they were drawn up. */
    ofInspection: (inspectionId: string, tx?: Transaction) =>
      store.find({ inspectionId }, { drawnUpAt: 1, _id: 1 }, tx),

    /** Numbered documents of an authority in a year. */
    numberedIn: (authorityId: string, year: number, tx?: Transaction) =>
      store.find(
        { 'authority.id': authorityId, datedOn: { $gte: `${year}-01-01`, $lte: `${year}-12-31` } },
        { datedOn: 1 },
        tx,
      ),

    async *all(): AsyncGenerator<CaseDocument> {
      for await (const { _id, ...rest } of DocumentModel.find().lean().cursor()) {
        yield { id: _id, ...rest } as unknown as CaseDocument;
      }
    },
  };
}
export type DocumentsRepository = ReturnType<typeof documentsRepository>;
