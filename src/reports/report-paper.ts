import type { Actor } from '../policies/actor.js';
import type { Paper } from '../paper/paper.js';
import type { Tongue } from '../paper/letterhead.js';
import { dayOf, monthOf } from '../shared/dates.js';
import { reportData } from './report-data.js';
import { codeOf } from './term.js';
import { paperCharts } from './report-charts.js';
import { presentReportPaper, type OnFile } from './report-paper.presenter.js';
import type { CompiledReport } from './report.js';
import { picturesIn, shortPaper } from './variant.presenter.js';
import type { Variant } from './variants.js';
import type { Lists } from './tables/figure-table.js';
import type { AskedFor, ReportsService } from './reports.service.js';

/**
 * A report of a unit and a term as its paper, charts and all, made at this moment. `lists` is where its figures lead;
 * `onFile` is what its file adds; of a
 * shorter variant there is no paper on file.
 */
export async function makeReportPaper(
  reports: Pick<ReportsService, 'full' | 'brief' | 'trend'>,
  actor: Actor,
  asked: AskedFor,
  tongue: Tongue,
  lists: Lists,
  { variant = 'full', ...onFile }: OnFile & { variant?: Variant } = {},
): Promise<{ paper: Paper; report: CompiledReport }> {
  const made = await (variant === 'full' ? reports.full(actor, ...asked) : reports.brief(actor, ...asked));
  const { report, madeAt } = made;
  const telling = { report, ...tongue, lists };
  const pictures = picturesIn(variant);
  const trend =
    report.trend ?? (pictures === 0 ? [] : await reports.trend(actor, report, monthOf(report.period.to)));
  const charts = pictures === 0 ? [] : await paperCharts(telling, trend, pictures);
  const full = presentReportPaper({ ...made, ...onFile, lists, today: dayOf(madeAt), charts }, tongue);
  const paper = variant === 'full' ? full : shortPaper(full, telling, variant, charts);
  const data = {
    name: `${report.unit.code}-${codeOf(report.term)}.json`,
    type: 'application/json',
    about: tongue.t('reportFiles:attached'),
    text: JSON.stringify(reportData(telling)),
  };
  return { paper: { ...paper, attached: [data] }, report };
}
