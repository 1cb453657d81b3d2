import { Router } from 'express';
import type { Services } from '../services.js';
import { Invalid } from '../shared/errors.js';
import { signedIn } from '../web/handle.js';
import { redirect, type Answer, type Visit } from '../web/visit.js';
import { reportFile } from './report-files.js';
import { reportFormats, reportTypes, type ReportFormat } from './report-formats.js';
import { liveLists } from './tables/figure-table.js';
import { codeOf } from './term.js';

/** Reports as files for spreadsheets and other programs, for whoever may read the report. `home` is where people reach the product. */
export function reportFilesRoutes({ reports }: Pick<Services, 'reports'>, home: string): Router {
  const router = Router();

  const hand =
    (format: ReportFormat) =>
    async (visit: Visit): Promise<Answer> => {
      const { actor, language, t, now, params, query } = visit;
      const asked = [params['unitCode'] ?? '', params['term'] ?? ''] as const;
      try {
        const { report } = await reports.full(actor, ...asked);
        const telling = { report, language, t, lists: liveLists(home) };
        const list = query['list'];
        const body = reportFile(telling, format, { by: actor.name, at: now }, list);
        const stem = [report.unit.code, codeOf(report.term), ...(list === undefined ? [] : [list])].join('-');
        const name = `${stem}.${format}`;
        const headers = {
          'Content-Type': reportTypes[format],
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
        };
        return { kind: 'file', body, headers };
      } catch (error) {
        // A unit or term that cannot be is explained on the page of the report itself.
        if (error instanceof Invalid) return redirect(`/reports/${asked.map(encodeURIComponent).join('/')}`);
        throw error;
      }
    };

  for (const format of reportFormats) {
    router.get(`/reports/:unitCode/:term/report.${format}`, signedIn(hand(format)));
  }
  return router;
}
