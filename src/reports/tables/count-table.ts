import type { Span } from '../report-links.js';
import type { Scope, Spread } from '../scope.js';
import {
  figure,
  noFigure,
  spanColumns,
  spansOf,
  tableOf,
  type FigureRowView,
  type FigureTableView,
  type Telling,
} from './figure-table.js';

/** A row of counted cases. `narrow` says which of them it counts, for the lists that its figures open. */
export type CountLine<Narrow> = {
  label: string;
  counts: Spread;
  narrow: Narrow;
  level?: number;
  note?: string;
};
export type CountGroup<Narrow> = { head: string; lines: CountLine<Narrow>[] };

/** A row that only heads those below it. */
const headRow = ({ report }: Telling, label: string): FigureRowView => ({
  label,
  note: '',
  level: 0,
  bold: false,
  figures: report.scopes.flatMap(() => spansOf(report).map(() => noFigure())),
});

/** Cases counted in the month and in the year, group by group; a group without a head stands by itself. */
export function countTable<Narrow extends Record<string, string | undefined> | undefined>(
  telling: Telling,
  name: 'inspections' | 'plan' | 'findings' | 'rulings' | 'handlings' | 'practices',
  groups: CountGroup<Narrow>[],
  href: (scope: Scope, span: Span, narrow: Narrow) => string,
): FigureTableView {
  const { report, language } = telling;
  const rowOf = ({ label, counts, narrow, level = 1, note = '' }: CountLine<Narrow>): FigureRowView => ({
    label,
    note,
    level,
    bold: level === 0,
    figures: report.scopes.flatMap((scope) =>
      spansOf(report).map((span) =>
        figure(
          { counts: name, scope, span, narrow: narrow ?? {} },
          counts[scope][span],
          href(scope, span, narrow),
          language,
        ),
      ),
    ),
  });
  const rows = groups
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ head, lines }) => [...(head === '' ? [] : [headRow(telling, head)]), ...lines.map(rowOf)]);
  return tableOf(telling, name, spanColumns(telling), rows);
}
