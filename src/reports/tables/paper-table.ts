import type { Column, HeadCell, Table } from '../../paper/paper.js';
import type { FigureTableView } from './figure-table.js';

/** A table of figures as the paper prints it: the first column takes what the figures leave. */
export function paperTable(view: FigureTableView): Table {
  const count = view.columns.length;
  const share = count > 4 ? 11 : count > 2 ? 13 : 16;
  const columns: Column[] = [
    { share: 100 - count * share, align: 'left' },
    ...view.columns.map((): Column => ({ share, align: 'right' })),
  ];
  const heads: HeadCell[] = view.columns.map((text) => ({ text }));
  const head: HeadCell[][] =
    view.groups.length === 0
      ? [[{ text: view.first }, ...heads]]
      : [[{ text: view.first, rows: 2 }, ...view.groups], heads];
  return {
    kind: 'table',
    caption: view.caption,
    columns,
    dense: false,
    head,
    rows: view.rows.map(({ label, note, level, bold, figures }) => ({
      cells: [note === '' ? label : `${label} (${note})`, ...figures.map(({ text }) => text)],
      level,
      bold,
    })),
  };
}
