import type { Column, HeadCell, Table } from '../../paper/paper.js';
import { listOf, type FigureTableView, type Telling } from './figure-table.js';

/** A table of figures as the paper prints it, each opening its list: the first column takes what the figures leave. */
export function paperTable(telling: Telling, view: FigureTableView): Table {
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
      links: [null, ...figures.map((figure) => listOf(telling, figure))],
      level,
      bold,
    })),
  };
}
