import { Readable } from 'node:stream';
import { csvOf } from '../exports/csv.js';
import { bookOf } from '../exports/xlsx.js';
import { printDay, printMoment } from '../shared/dates.js';
import { figuresSheet, reportSheets } from './report-book.js';
import { reportData } from './report-data.js';
import type { ReportFormat } from './report-formats.js';
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

/** A report for spreadsheets and other programs: a workbook with its lists, or its figures alone. */
export function reportFile(telling: Telling, format: ReportFormat, handing: Handing): Readable {
  if (format === 'csv') return Readable.from(csvOf(figuresSheet(telling, aboutOf(telling, handing))));
  if (format === 'json') return Readable.from([`${JSON.stringify(reportData(telling), null, 1)}\n`]);
  const sheets = reportSheets(telling, aboutOf(telling, handing));
  return bookOf(sheets, { aboutTitle: telling.t('reportFiles:about'), at: handing.at });
}
