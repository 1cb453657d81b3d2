import { printNumber, type Language } from '../../shared/language.js';
import { keyOf, type FigureOf } from '../figure-key.js';
import { coverageHref } from '../report-links.js';
import { isNothing, type Count, type Spread } from '../scope.js';
import {
  spanColumns,
  spansOf,
  tableOf,
  type FigureRowView,
  type FigureTableView,
  type FigureView,
  type Telling,
} from './figure-table.js';

const ofUnits = (
  of: FigureOf,
  covered: number,
  units: number,
  href: string,
  language: Language,
): FigureView => ({
  key: keyOf(of),
  value: covered,
  text: `${printNumber(covered, language)}/${printNumber(units, language)}`,
  href: covered === 0 ? null : href,
});

/** Units inspected, of those that there were: by level, and by kind of inspection. Null where there are none below. */
export function coverageTable(telling: Telling): FigureTableView | null {
  const { report, language, t } = telling;
  // What a unit itself received covers no unit below it; of a cluster the units are those that received.
  const running = report.scopes.filter((scope) => scope !== 'received' || report.cluster !== undefined);
  if (report.coverage.length === 0 || running.length === 0) return null;
  const row = (
    label: string,
    units: Count,
    counts: Spread,
    query: Record<string, string>,
    level: number,
  ): FigureRowView => ({
    label,
    note: '',
    level,
    bold: level === 0,
    figures: running.flatMap((scope) =>
      spansOf(report).map((span) => {
        const href = coverageHref(report.unit.code, report.term, { ...query, scope, span } as never);
        const of = { counts: 'units' as const, scope, span, narrow: query };
        return ofUnits(of, counts[scope][span], units[span], href, language);
      }),
    ),
  });
  const rows = report.coverage
    .filter(({ counts, group }) => group === 'communes' || !isNothing(counts))
    .flatMap(({ group, units, counts, byKind }) => [
      row(t(`reports:group.${group}`), units, counts, { group }, 0),
      ...byKind.map(({ kind, counts: ofKind }) =>
        row(t(`inspections:kind.${kind}`), units, ofKind, { group, kind }, 1),
      ),
    ]);
  return tableOf(
    { ...telling, report: { ...report, scopes: running } },
    'coverage',
    spanColumns(telling),
    rows,
  );
}
