import type { Row, Table } from './paper.js';
import { PAD, between, drawHead, gridOf, layHead, type Grid, type Head } from './table-head.pdf.js';
import type { Font } from './letters.pdf.js';
import { PARAGRAPH_GAP, drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, type Sheet } from './sheet.pdf.js';
import { drawRow, layRow } from './table-row.pdf.js';

const CAPTION: Font = { style: 'italic', size: 13 };

const rowHeight = (sheet: Sheet, grid: Grid, { cells, bold }: Row): number => {
  const font: Font = { style: bold === true ? 'bold' : 'regular', size: grid.size };
  const lines = cells.map(
    (text, index) => sheet.wrap(text, between(grid, index)[1] - 2 * PAD.x, font).length,
  );
  return Math.max(1, ...lines) * leadingOf(font) + 2 * PAD.y;
};

/** A row that says nothing but what those below it are. */
const isHeading = ({ cells: [, ...others] }: Row): boolean =>
  others.length > 0 && others.every((text) => text === '');

/** What must stand together: a row, and the next one below a heading, which never stands alone. */
function heightTogether(sheet: Sheet, grid: Grid, [row, next]: readonly Row[]): number {
  if (row === undefined) return 0;
  const own = rowHeight(sheet, grid, row);
  return isHeading(row) && next !== undefined ? own + rowHeight(sheet, grid, next) : own;
}

const startOf = (sheet: Sheet, grid: Grid, head: Head, { caption, rows }: Table): number =>
  (caption === null ? 0 : 2 * leadingOf(CAPTION)) + head.height + heightTogether(sheet, grid, rows);

/** The height of the least of a table that stands on a page: its caption, its head and its first row or two. */
export function startHeight(sheet: Sheet, table: Table): number {
  const grid = gridOf(table);
  return startOf(sheet, grid, layHead(sheet, grid, table.head), table);
}

/** Draws a table over as many pages as it takes, its head again on each. */
export async function drawTable(sheet: Sheet, table: Table): Promise<void> {
  const { marks } = sheet;
  const grid = gridOf(table);
  const head = layHead(sheet, grid, table.head);
  const { caption, rows } = table;
  sheet.need(startOf(sheet, grid, head, table));
  const part = marks.add('Table');
  if (caption !== null) {
    const above = marks.within(part, () => marks.add('Caption'));
    marks.within(above, () => drawLines(sheet, [caption], [PAGE.left, TEXT_WIDTH], CAPTION));
    sheet.y += 3;
  }
  drawHead(sheet, grid, head, part);
  const body = marks.within(part, () => marks.add('TBody'));
  const turn = () => {
    sheet.turn();
    drawHead(sheet, grid, head, 'repeated');
  };
  for (const [index, row] of rows.entries()) {
    if (isHeading(row) && heightTogether(sheet, grid, rows.slice(index, index + 2)) > sheet.room) turn();
    drawRow(sheet, grid, layRow(sheet, grid, row, body), turn);
    await sheet.breathe();
  }
  sheet.y += PARAGRAPH_GAP * 2;
}
