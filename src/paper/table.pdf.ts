import type { Row, Table } from './paper.js';
import { PAD, between, drawHead, gridOf, layHead, type Grid, type Head } from './table-head.pdf.js';
import type { Font } from './letters.pdf.js';
import { PARAGRAPH_GAP, drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, type Sheet } from './sheet.pdf.js';
import { drawRow, layRow } from './table-row.pdf.js';

const CAPTION: Font = { style: 'italic', size: 13 };

/** The height of a table's first row, so that its head never stands alone. */
const firstHeight = (sheet: Sheet, grid: Grid, row: Row | undefined): number => {
  const font: Font = { style: row?.bold === true ? 'bold' : 'regular', size: grid.size };
  const lines = row?.cells.map(
    (text, index) => sheet.wrap(text, between(grid, index)[1] - 2 * PAD.x, font).length,
  );
  return Math.max(0, ...(lines ?? [])) * leadingOf(font);
};

const startOf = (sheet: Sheet, grid: Grid, head: Head, { caption, rows }: Table): number =>
  (caption === null ? 0 : 2 * leadingOf(CAPTION)) +
  head.height +
  firstHeight(sheet, grid, rows[0]) +
  2 * PAD.y;

/** The height of the least of a table that stands on a page: its caption, its head and its first row. */
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
  for (const row of rows) {
    drawRow(sheet, grid, layRow(sheet, grid, row, body), turn);
    await sheet.breathe();
  }
  sheet.y += PARAGRAPH_GAP * 2;
}
