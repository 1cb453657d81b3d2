import { letters } from '../exports/xlsx-parts.js';
import type { Cell, Column, TableFile } from '../exports/table-file.js';
import { presentContent } from './report-content.js';
import { figureRows } from './report-data.js';
import { listsOf, type ReportList } from './report-lists.js';
import { readKey } from './figure-key.js';
import type { FigureRowView, FigureTableView, FigureView, Telling } from './tables/figure-table.js';

type Line = readonly Cell[];
type Sheet = TableFile<Line>;

async function* each<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield await Promise.resolve(row);
}

/** Which rows a figure is the sum of, by the keys of the figures in its column: what is added, and what is taken away. */
function partsOf(figure: FigureView): ((other: FigureView) => 1 | -1 | 0) | undefined {
  const of = readKey(figure.key);
  if (of === undefined) return undefined;
  const narrowed = Object.keys(of.narrow ?? {});
  if (of.counts === 'remediation' && of.name === 'closing') {
    const signs: Record<string, 1 | -1> = { opening: 1, fresh: 1, reopened: 1, closed: -1 };
    return (other) => signs[readKey(other.key)?.name ?? ''] ?? 0;
  }
  const by = { inspections: 'mode', findings: 'severity' }[of.counts as string];
  if (by === undefined || narrowed.length > 0) return undefined;
  return (other) => {
    const words = Object.keys(readKey(other.key)?.narrow ?? {});
    return words.length === 1 && words[0] === by ? 1 : 0;
  };
}

/** A figure that others add up to is a formula, so that whoever changes one sees what follows; else a number. */
function figureCell(rows: readonly FigureRowView[], figure: FigureView, column: number): Cell {
  // A difference between two figures is a number, but no figure of its own.
  if (figure.key === '') return figure.value === 0 ? figure.text : figure.value;
  // Covered units are told as 5/14: no number that one could reckon with.
  if (figure.text.includes('/')) return figure.text;
  const signOf = partsOf(figure);
  const parts = rows.flatMap(({ figures }, row) => {
    const other = figures[column];
    const sign = other === undefined || signOf === undefined ? 0 : signOf(other);
    return other === undefined || sign === 0
      ? []
      : [{ sign, value: other.value, place: `${letters(column + 1)}${row + 2}` }];
  });
  const sum = parts.reduce((total, { sign, value }) => total + sign * value, 0);
  if (parts.length === 0 || sum !== figure.value) return figure.value;
  const formula = parts
    .map(({ sign, place }, index) => `${sign < 0 ? '-' : index === 0 ? '' : '+'}${place}`)
    .join('');
  return { formula, value: figure.value };
}

const headsOf = ({ groups, columns }: FigureTableView): string[] => {
  const above = groups.flatMap(({ text, columns: count }) => Array<string>(count).fill(text));
  return columns.map((text, index) => (above[index] === undefined ? text : `${above[index]}: ${text}`));
};

function figureSheet(title: string, view: FigureTableView, about: Sheet['about']): Sheet {
  const heads: Column<Line>[] = [view.first, ...headsOf(view)].map((label, index) => ({
    label,
    kind: 'text',
    width: index === 0 ? 52 : 18,
    value: (line) => line[index],
  }));
  const lines = view.rows.map(({ label, level, figures }): Line => [
    `${'    '.repeat(level)}${label}`,
    ...figures.map((figure, column) => figureCell(view.rows, figure, column)),
  ]);
  return { title, columns: heads, rows: each(lines), about };
}

/** A list as a table of its own. */
export const listSheet = <Row>(
  { title, columns, rows }: ReportList<Row>,
  { t }: Telling,
  about: Sheet['about'],
): TableFile<Row> => ({
  title,
  columns,
  rows: each(rows),
  // 103 counts what is not hidden: the total follows the filter.
  total: (count) => [t('reportFiles:total'), { formula: `SUBTOTAL(103,A2:A${count + 1})`, value: count }],
  about,
});

/** Every figure in a line of its own, with its key and the address of its list. */
export function figuresSheet(telling: Telling, about: Sheet['about']): Sheet {
  const { t } = telling;
  const names = ['section', 'label', 'scope', 'span', 'key', 'value', 'list'] as const;
  return {
    title: t('reportFiles:figures'),
    columns: names.map((name, index) => ({
      label: t(`reportFiles:column.${name}`),
      kind: name === 'value' ? 'number' : 'text',
      width: name === 'list' ? 60 : 20,
      value: (line: Line) => line[index],
    })),
    rows: each(figureRows(telling).map((row): Line => names.map((name) => row[name]))),
    about,
  };
}

/** A report as a workbook: a sheet for each of its tables, one for each list behind them, and all figures in one. */
export function reportSheets(telling: Telling, about: Sheet['about']): TableFile<never>[] {
  const figures = presentContent(telling).flatMap(({ heading, tables }) =>
    tables.map((view, index) => figureSheet(index === 0 ? heading : view.caption, view, about)),
  );
  const lists = listsOf(telling)
    .filter(({ rows }) => rows.length > 0)
    .map((list) => listSheet(list, telling, about));
  return [...figures, ...lists, figuresSheet(telling, about)] as TableFile<never>[];
}
