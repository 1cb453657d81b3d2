import type { Row, Table } from './paper.js';
import { PAD, between, drawHead, gridOf, layHead, type Grid } from './table-head.pdf.js';
import type { Font } from './letters.pdf.js';
import { PARAGRAPH_GAP, baselineAt, drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, type Align, type Sheet } from './sheet.pdf.js';
import type { Line } from './wrap.js';

const LEVEL = 10;
const CAPTION: Font = { style: 'italic', size: 13 };

type LaidRow = { font: Font; cells: { box: [number, number]; align: Align; lines: Line[] }[]; lines: number };

function layRow(sheet: Sheet, grid: Grid, row: Row): LaidRow {
  const font: Font = { style: row.bold === true ? 'bold' : 'regular', size: grid.size };
  const cells = row.cells.map((text, index) => {
    const [x, width] = between(grid, index);
    const level = index === 0 ? LEVEL * (row.level ?? 0) : 0;
    const box: [number, number] = [x + PAD.x + level, width - 2 * PAD.x - level];
    return { box, align: grid.columns[index]?.align ?? 'left', lines: sheet.wrap(text, box[1], font) };
  });
  return { font, cells, lines: Math.max(1, ...cells.map((cell) => cell.lines.length)) };
}

/** Draws lines `from` to `from + count` of a row, with the row's frame. */
function drawPart(sheet: Sheet, grid: Grid, row: LaidRow, from: number, count: number): void {
  const leading = leadingOf(row.font);
  const height = count * leading + 2 * PAD.y;
  for (const { box, align, lines } of row.cells) {
    lines.slice(from, from + count).forEach((line, index) => {
      const baseline = baselineAt(sheet, sheet.y + PAD.y + index * leading, row.font);
      sheet.putLine(line.text, box, baseline, row.font, align);
    });
  }
  const [top, bottom] = [sheet.y, sheet.y + height];
  const uprights = grid.edges.map((x): [number, number, number, number] => [x, top, x, bottom]);
  sheet.strokes([...uprights, [PAGE.left, bottom, PAGE.right, bottom]]);
  sheet.y = bottom;
}

/** A row stays whole on a page; only one that is taller than a page is torn, between its lines. */
function drawRow(sheet: Sheet, grid: Grid, row: LaidRow, turn: () => void): void {
  const leading = leadingOf(row.font);
  const fits = () => Math.floor((sheet.room - 2 * PAD.y + 0.01) / leading);
  if (row.lines > fits()) turn();
  for (let from = 0; from < row.lines;) {
    const count = Math.max(1, Math.min(row.lines - from, fits()));
    drawPart(sheet, grid, row, from, count);
    from += count;
    if (from < row.lines) turn();
  }
}

export async function drawTable(sheet: Sheet, table: Table): Promise<void> {
  const grid = gridOf(table);
  const head = layHead(sheet, grid, table.head);
  const rows = table.rows;
  const first = rows[0] === undefined ? 0 : layRow(sheet, grid, rows[0]).lines * leadingOf(CAPTION);
  sheet.need((table.caption === null ? 0 : 2 * leadingOf(CAPTION)) + head.height + first + 2 * PAD.y);
  if (table.caption !== null) drawLines(sheet, [table.caption], [PAGE.left, TEXT_WIDTH], CAPTION);
  sheet.y += table.caption === null ? 0 : 3;
  drawHead(sheet, grid, head);
  const turn = () => {
    sheet.turn();
    drawHead(sheet, grid, head);
  };
  for (const row of rows) {
    drawRow(sheet, grid, layRow(sheet, grid, row), turn);
    await sheet.breathe();
  }
  sheet.y += PARAGRAPH_GAP * 2;
}
