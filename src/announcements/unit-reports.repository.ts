import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain, type Announce } from '../history/journaled.repository.js';
import { inspectionIdOf, reportId, type UnitReport } from './announcement.js';
import { UnitReportModel } from './unit-report.model.js';

/** Reports have no readers of their own: they are reached only through a case that was loaded within reach. */
export function unitReportsRepository(announce: Announce<UnitReport>) {
  const store = journaledRepository<UnitReport>('unit_report', UnitReportModel as never, announce);
  return {
    create: store.create,
    change: store.change,
    of: (inspectionId: string, tx?: Transaction) => store.findOne({ _id: reportId(inspectionId) }, tx),
    byFile: (fileId: string) => store.findOne({ 'sendings.files.id': fileId }),

    /** On which day each of these cases first had its report; none for those that still wait for it. */
    async firstDays(inspectionIds: readonly string[]): Promise<Map<string, string>> {
      const query = { _id: { $in: inspectionIds.map(reportId) } };
      const found = await UnitReportModel.find(query, { sendings: 1 }).lean<
        { _id: string; sendings: { on: string }[] }[]
      >();
      return new Map(found.map(({ _id, sendings }) => [inspectionIdOf({ id: _id }), sendings[0]?.on ?? '']));
    },

    async *all(): AsyncGenerator<UnitReport> {
      for await (const found of UnitReportModel.find().lean().cursor()) yield plain<UnitReport>(found);
    },
  };
}
export type UnitReportsRepository = ReturnType<typeof unitReportsRepository>;
