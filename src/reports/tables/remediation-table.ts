import { printNumber } from '../../shared/language.js';
import type { Lateness, RemediationFigures } from '../remediation-figures.js';
import { findingsHref, remediationBehind, type RemediationFigureName } from '../report-links.js';
import { partyOf } from '../subject.js';
import {
  figure,
  noFigure,
  tableOf,
  type FigureRowView,
  type FigureTableView,
  type Telling,
} from './figure-table.js';

type Line = {
  name: RemediationFigureName;
  value: (figures: RemediationFigures) => number;
  level: number;
  bold?: boolean;
};

/** In the order in which the figures add up: opening + new + reopened - closed = closing. */
const lines: readonly Line[] = [
  { name: 'opening', value: (figures) => figures.opening, level: 0, bold: true },
  { name: 'fresh', value: (figures) => figures.fresh, level: 0, bold: true },
  { name: 'reopened', value: (figures) => figures.reopened, level: 0, bold: true },
  { name: 'closed', value: (figures) => figures.closed, level: 0, bold: true },
  { name: 'onTime', value: (figures) => figures.onTime, level: 1 },
  { name: 'late', value: (figures) => figures.late.count, level: 1 },
  { name: 'closing', value: (figures) => figures.closing, level: 0, bold: true },
  { name: 'withinTerm', value: (figures) => figures.withinTerm, level: 1 },
  { name: 'awaiting', value: (figures) => figures.awaiting, level: 1 },
  { name: 'overdue', value: (figures) => figures.overdue.count, level: 1 },
  { name: 'due', value: (figures) => figures.due.total, level: 0, bold: true },
  { name: 'dueOnTime', value: (figures) => figures.due.onTime, level: 1 },
  { name: 'dueLate', value: (figures) => figures.due.late, level: 1 },
  { name: 'dueAwaiting', value: (figures) => figures.due.awaiting, level: 1 },
  { name: 'dueOutstanding', value: (figures) => figures.due.outstanding, level: 1 },
];

/** "cộng 12 ngày làm việc; lâu nhất 7": working days late together, and the longest. Empty when nothing is late. */
export const printLateness = ({ count, days, longest }: Lateness, { language, t }: Telling): string =>
  count === 0
    ? ''
    : t('reports:lateness', { days: printNumber(days, language), longest: printNumber(longest, language) });

/** The working days late, together and the longest: 48; 18. */
function dayRow({ report, language, t }: Telling, name: 'late' | 'overdue'): FigureRowView {
  const text = ({ count, days, longest }: Lateness) =>
    count === 0 ? '–' : `${printNumber(days, language)}; ${printNumber(longest, language)}`;
  return {
    label: t(`reports:remediation.${name}Days`),
    note: '',
    level: 2,
    bold: false,
    figures: report.scopes.map((scope) => noFigure(text(report.remediation[scope][name]))),
  };
}

/** What was open, came, went and is left, and what became of that which was due. */
export function remediationTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const behind = new Map(
    report.scopes.map((scope) => [
      scope,
      remediationBehind(scope, partyOf(report), report.period, report.asOf),
    ]),
  );
  const rows = lines.flatMap(({ name, value, level, bold }) => [
    {
      label: t(`reports:remediation.${name}`),
      note: '',
      level,
      bold: bold ?? false,
      figures: report.scopes.map((scope) =>
        figure(
          { counts: 'remediation', scope, span: 'month', name },
          value(report.remediation[scope]),
          findingsHref(behind.get(scope)?.[name] ?? {}),
          language,
        ),
      ),
    },
    ...(name === 'late' || name === 'overdue' ? [dayRow(telling, name)] : []),
  ]);
  return tableOf(telling, 'remediation', [t('reports:number')], rows);
}

/** "5 + 3 - 2 = 6" for a scope; what was opened again is told with what is new. */
export function printBalance(figures: RemediationFigures, { language }: Telling): string {
  const [opening, fresh, closed, closing] = [
    figures.opening,
    figures.fresh + figures.reopened,
    figures.closed,
    figures.closing,
  ].map((value) => printNumber(value, language));
  return `${opening} + ${fresh} − ${closed} = ${closing}`;
}
