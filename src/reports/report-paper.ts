import type { Actor } from '../policies/actor.js';
import type { Paper } from '../paper/paper.js';
import type { Tongue } from '../paper/letterhead.js';
import { dayOf, monthOf } from '../shared/dates.js';
import { paperCharts } from './report-charts.js';
import { presentReportPaper, type OnFile } from './report-paper.presenter.js';
import type { CompiledReport } from './report.js';
import type { ReportsService } from './reports.service.js';

/** A report of a unit and a term as its paper, charts and all, made at this moment; `onFile` is what its file adds. */
export async function makeReportPaper(
  reports: Pick<ReportsService, 'full' | 'trend'>,
  actor: Actor,
  [unitCode, term]: readonly [string, string],
  tongue: Tongue,
  onFile: OnFile = {},
): Promise<{ paper: Paper; report: CompiledReport }> {
  const made = await reports.full(actor, unitCode, term);
  const { report, madeAt } = made;
  const trend = await reports.trend(actor, report.unit, monthOf(report.period.to));
  const charts = await paperCharts({ report, ...tongue }, trend);
  const input = { ...made, ...onFile, today: dayOf(madeAt), charts };
  return { paper: presentReportPaper(input, tongue), report };
}
