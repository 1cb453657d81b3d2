import { Readable } from 'node:stream';
import { csvOf } from '../exports/csv.js';
import { bookOf } from '../exports/xlsx.js';
import { printDay, printMoment } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { figuresSheet, listSheet, reportSheets } from './report-book.js';
import { reportJson } from './report-data.js';
import type { ReportFormat } from './report-formats.js';
import { listsOf, type ReportList } from './report-lists.js';
import { presentBasis, presentPeriod } from './reports.presenter.js';
import { nameOf } from './subject.js';
import type { Telling } from './tables/figure-table.js';
import { printTerm } from './term-words.js';

/** For whom a file is made, and when. */
export type Handing = { by: string; at: Date };

/** What a file says of itself. */
function aboutOf({ report, language, t }: Telling, { by, at }: Handing) {
  const standing = report.provisional
    ? t('reportFiles:provisional', { day: printDay(report.asOf, language) })
    : t('reportFiles:final');
  return (count: number) =>
    [
      [t('reportFiles:report'), printTerm(report.term, language)],
      [t('reportFiles:unit'), nameOf(report, language)],
      [t('reportFiles:period'), presentPeriod(report, { language, t })],
      [t('reportFiles:counted'), presentBasis(report, { language, t })],
      [t('reportFiles:standing'), standing],
      [t('reportFiles:rows'), count],
      [t('reportFiles:at'), printMoment(at, language)],
      [t('reportFiles:by'), by],
    ] as const;
}

function listAsked(telling: Telling, name: string): ReportList<never> {
  const found = listsOf(telling).find((list) => list.name === name);
  if (found === undefined) throw new NotFound(`there is no list ${name} in a report`);
  return found;
}

/**
 * A report for spreadsheets and other programs: a workbook and JSON hold its figures and the lists behind them, CSV the
 * figures, or the one list that is asked for.
 */
export function reportFile(
  telling: Telling,
  format: ReportFormat,
  handing: Handing,
  asked?: string,
): Readable {
  const about = aboutOf(telling, handing);
  if (format === 'json') return Readable.from(reportJson(telling));
  if (format === 'xlsx')
    return bookOf(reportSheets(telling, about), {
      aboutTitle: telling.t('reportFiles:about'),
      at: handing.at,
    });
  const csv =
    asked === undefined
      ? csvOf(figuresSheet(telling, about))
      : csvOf(listSheet(listAsked(telling, asked), telling, about));
  return Readable.from(csv);
}
