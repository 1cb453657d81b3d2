import { chartLists } from './chart-lists.js';
import type { CoveredUnit, Visited } from './coverage.js';
import {
  coverageColumns,
  evidenceColumns,
  findingColumns,
  handlingColumns,
  inspectionColumns,
  planColumns,
  practiceColumns,
  rulingColumns,
  type CoverageRow,
  type ListColumn,
  type RulingRow,
} from './list-columns.js';
import { planned } from './plan-figures.js';
import type { CompiledReport } from './report.js';
import type { Telling } from './tables/figure-table.js';

/** `name`: the same in every language, for other programs. */
export type ReportList<Row> = {
  name: string;
  title: string;
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
};

/** Every ruling of the year up to the end of the period in a row of its own, in the order of their days. */
const rulingRows = ({ lists, period: { since, to } }: CompiledReport): RulingRow[] =>
  lists.rulings
    .flatMap((row) => row.rulings.map(({ kind, on }) => ({ ...row, ruling: kind, ruledOn: on })))
    .filter(({ ruledOn }) => ruledOn >= since && ruledOn <= to)
    .sort((a, b) => (a.ruledOn < b.ruledOn ? -1 : Number(a.ruledOn > b.ruledOn)));

/** Every unit that was to be covered, also those where nobody went. */
function coverageRows(units: readonly CoveredUnit[], visited: readonly Visited[]): CoverageRow[] {
  const days = new Map<string, string[]>();
  for (const { unitId, days: some } of visited) days.set(unitId, [...(days.get(unitId) ?? []), ...some]);
  return units.map((unit) => ({ unit, days: [...new Set(days.get(unit.id))].sort() }));
}

/** The lists behind a report's figures and pictures, as other programs take them: every row with every field of its own; some may be empty. */
export function listsOf(telling: Telling): ReportList<never>[] {
  const { report, t } = telling;
  const { lists, annex, term, asOf } = report;
  const list = <Row>(
    name: string,
    columns: readonly ListColumn<Row>[],
    rows: readonly Row[] = [],
  ): ReportList<never> => ({
    name,
    title: t(`reportFiles:list.${name}`),
    columns: columns,
    rows: rows as never,
  });
  const [inspections, findings] = [inspectionColumns(telling), findingColumns(telling)];
  return [
    list('inspections', inspections, annex?.inspections),
    list('earlier', inspections, annex?.earlier),
    list('plan', planColumns(telling), planned(lists.plan ?? [], term, asOf, 'year', 'all')),
    list('coverage', coverageColumns(telling), coverageRows(lists.units, lists.visited)),
    list('findings', findings, annex?.findings),
    list('opening', findings, lists.opening),
    list('fresh', findings, lists.fresh),
    list('reopened', findings, lists.reopened),
    list('closed', findings, lists.closed),
    list('closing', findings, lists.closing),
    list('awaiting', findings, lists.awaiting),
    list('overdue', findings, lists.overdue),
    list('due', findings, lists.due),
    list('rulings', rulingColumns(telling), rulingRows(report)),
    list('handlings', handlingColumns(telling), lists.handlings),
    list('practices', practiceColumns(telling), lists.practices),
    list('evidence', evidenceColumns(telling), annex?.evidence),
    ...chartLists(telling),
  ];
}
