import type { Column, HeadCell, Row, Table } from './paper.js';
import type { Font } from './letters.pdf.js';
import { PARAGRAPH_GAP, baselineAt, drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, type Align, type Sheet } from './sheet.pdf.js';
import type { Line } from './wrap.js';

const PAD = { x: 3.5, y: 2.5 } as const;
const LEVEL = 10;
const CAPTION: Font = { style: 'italic', size: 13 };

type Grid = { columns: Column[]; edges: number[]; size: number };
type Cell = { x: number; width: number; y: number; height: number; lines: Line[] };
/** The head as it is drawn on every page; its cells' places are counted from its upper edge. */
type Head = { cells: Cell[]; height: number };

function gridOf({ columns, dense }: Table): Grid {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const edges = [PAGE.left as number];
  for (const { share } of columns) edges.push((edges.at(-1) ?? 0) + (share / shares) * TEXT_WIDTH);
  return { columns, edges, size: dense ? 11 : 13 };
}

const between = (grid: Grid, column: number, count = 1): [number, number] => {
  const from = grid.edges[column] ?? PAGE.left;
  return [from, (grid.edges[column + count] ?? PAGE.right) - from];
};

type Placed = { cell: HeadCell; row: number; column: number };

/** Finds each head cell's column: cells that reach down from the row above take up their places first. */
function placeHead(head: HeadCell[][]): Placed[] {
  const taken = new Set<string>();
  return head.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (taken.has(`${row}:${column}`)) column += 1;
      const placed = { cell, row, column };
      for (let down = 0; down < (cell.rows ?? 1); down++) {
        for (let right = 0; right < (cell.columns ?? 1); right++)
          taken.add(`${row + down}:${column + right}`);
      }
      return placed;
    });
  });
}

/** Measures the head once. A cell over several rows may make the last of them taller. */
function layHead(sheet: Sheet, grid: Grid, head: HeadCell[][]): Head {
  const font: Font = { style: 'bold', size: grid.size };
  const placed = placeHead(head).map((place) => {
    const [x, width] = between(grid, place.column, place.cell.columns);
    const lines = sheet.wrap(place.cell.text, width - 2 * PAD.x, font);
    return {
      ...place,
      x,
      width,
      lines,
      rows: place.cell.rows ?? 1,
      needs: lines.length * leadingOf(font) + 2 * PAD.y,
    };
  });
  const heights = head.map((_, row) =>
    Math.max(0, ...placed.filter((cell) => cell.row === row && cell.rows === 1).map((cell) => cell.needs)),
  );
  const sum = (from: number, count: number) => heights.slice(from, from + count).reduce((a, b) => a + b, 0);
  for (const { row, rows, needs } of placed) {
    const last = row + rows - 1;
    heights[last] = (heights[last] ?? 0) + Math.max(0, needs - sum(row, rows));
  }
  const cells = placed.map(({ x, width, lines, row, rows }) => ({
    x,
    width,
    lines,
    y: sum(0, row),
    height: sum(row, rows),
  }));
  return { cells, height: sum(0, head.length) };
}

function drawHead(sheet: Sheet, grid: Grid, head: Head): void {
  const font: Font = { style: 'bold', size: grid.size };
  for (const { x, width, y, height, lines } of head.cells) {
    const top = sheet.y + y;
    const first = top + (height - lines.length * leadingOf(font)) / 2;
    lines.forEach((line, index) => {
      sheet.putLine(
        line.text,
        [x, width],
        baselineAt(sheet, first + index * leadingOf(font), font),
        font,
        'centre',
      );
    });
    sheet.doc.rect(x, top, width, height).lineWidth(0.5).stroke();
  }
  sheet.y += head.height;
}

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
