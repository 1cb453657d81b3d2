import type { MonthlyReport } from './report.js';
import { coverageTable } from './tables/coverage-table.js';
import type { FigureTableView, Telling } from './tables/figure-table.js';
import { findingTable } from './tables/finding-table.js';
import { inspectionTable } from './tables/inspection-table.js';
import { remediationTable } from './tables/remediation-table.js';

export type Section = {
  id: string;
  heading: string;
  sentences: string[];
  table: FigureTableView | null;
  none: string;
};
/** Inspections, units covered, findings, remediation; a section without figures says so instead of an empty table. */
export function presentSections(telling: Telling): Section[] {
  const { report, t } = telling;
  const all = (count: (scope: MonthlyReport['scopes'][number]) => number) =>
    report.scopes.reduce((sum, scope) => sum + count(scope), 0);
  const inspected = all((scope) => report.inspections.total[scope].year) > 0;
  const found = all((scope) => report.findings.total[scope].year) > 0;
  const busy = all((scope) => {
    const { opening, fresh, due } = report.remediation[scope];
    return opening + fresh + due.total;
  });
  const section = (
    id: string,
    present: boolean,
    table: () => FigureTableView | null,
    none: string,
  ): Section => ({
    id,
    heading: t(`reports:section.${id}`),
    sentences: [],
    table: present ? table() : null,
    none: present ? '' : none,
  });
  const coverage = coverageTable(telling);
  return [
    section('inspections', inspected, () => inspectionTable(telling), t('reports:noInspections')),
    ...(coverage === null ? [] : [section('coverage', true, () => coverage, '')]),
    {
      ...section('findings', found, () => findingTable(telling), t('reports:noFindings')),
      sentences: [t('reports:countedByConclusion')],
    },
    {
      ...section('remediation', busy > 0, () => remediationTable(telling), t('reports:noRemediation')),
      sentences: busy > 0 ? [t('reports:balance')] : [],
    },
  ];
}
