import { inTransaction } from '../database/connect.js';
import { errandsRepository } from '../errands/errands.repository.js';
import { errandsService } from '../errands/errands.service.js';
import { fileStore } from '../evidence/file-store.js';
import { filingWorks } from '../filings/filing-errands.js';
import type { FilingIssueService } from '../filings/filing-issue.service.js';
import type { FilingsService } from '../filings/filings.service.js';
import { madeFiles, wholeOf } from './made-files.js';
import type { NoticesService } from '../notices/notices.service.js';
import { drawPaper } from '../paper/draw-paper.js';
import { peopleRepository } from '../people/people.repository.js';
import { postIn } from '../people/person.js';
import { reportWorks } from '../reports/report-errands.js';
import { makeReportPaper } from '../reports/report-paper.js';
import type { ReportsService } from '../reports/reports.service.js';
import { liveLists } from '../reports/tables/figure-table.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { urgingWorks } from '../urging/urging-errands.js';
import type { UrgingService } from '../urging/urging.service.js';
import { loadTranslations } from '../web/translations.js';

type ErrandParts = {
  clock: Clock;
  notices: NoticesService;
  settings: SettingsService;
  reports: ReportsService;
  filings: FilingsService;
  filingIssue: FilingIssueService;
  urging: UrgingService;
};

/** Work in the background, and what is done in it; `home` is where people reach the product. */
export function errandServices(parts: ErrandParts, home: string) {
  const { clock, notices, settings, reports, filings, filingIssue, urging } = parts;
  const papers = reportWorks({
    inTransaction,
    async draw(actor, unit, term, language) {
      const tongue = { language, t: (await loadTranslations())(language) };
      const { paper, report } = await makeReportPaper(reports, actor, [unit, term], tongue, liveLists(home));
      return { report, bytes: await wholeOf(drawPaper(paper)) };
    },
    saveFile: madeFiles(clock),
    keepFiles: fileStore.keep,
  });
  return errandsService({
    clock,
    inTransaction,
    repository: errandsRepository,
    works: { ...filingWorks({ filings, filingIssue }), ...urgingWorks(urging), ...papers },
    async isInPost({ personId, post }) {
      const person = await peopleRepository.find(personId);
      return person?.disabled === false && postIn(person, post.role, post.unitId) !== undefined;
    },
    post: notices.post,
    keptDays: async () => (await settings.limits('errands', dayOf(clock.now()))).keptDays,
    readFile: fileStore.readWhole,
    discardFile: fileStore.discard,
  });
}
