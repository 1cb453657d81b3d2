import type { Column, HeadCell, Table } from './paper.js';
import type { Font } from './letters.pdf.js';
import { baselineAt, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, type Sheet } from './sheet.pdf.js';
import type { Part } from './structure.js';
import { after, type Line } from './wrap.js';

/** Room between the text of a cell and its frame. */
export const PAD = { x: 3.5, y: 2.5 } as const;

/** Columns by their edges, in points from the left edge of the page; `size` is that of the type. */
export type Grid = { columns: Column[]; edges: number[]; size: number; rowHeads: boolean };
type Cell = {
  x: number;
  width: number;
  y: number;
  height: number;
  lines: readonly Line[];
  cell: HeadCell;
  row: number;
};
/** The head as it is drawn on every page; its cells' places are counted from its upper edge. */
export type Head = { cells: Cell[]; height: number };

/** Where the columns of a table stand across the page, by their shares; points. */
export function gridOf({ columns, dense, rowHeads = !dense }: Table): Grid {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const edges = [PAGE.left];
  for (const { share } of columns) edges.push((edges.at(-1) ?? 0) + (share / shares) * TEXT_WIDTH);
  return { columns, edges, size: dense ? 11 : 13, rowHeads };
}

export const between = (grid: Grid, column: number, count = 1): [number, number] => {
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
export function layHead(sheet: Sheet, grid: Grid, head: HeadCell[][]): Head {
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
  const cells = placed.map(({ x, width, lines, row, rows, cell }) => ({
    cell,
    row,
    x,
    width,
    lines,
    y: sum(0, row),
    height: sum(row, rows),
  }));
  return { cells, height: sum(0, head.length) };
}

function drawCell(sheet: Sheet, { x, width, y, height, lines }: Cell, font: Font): void {
  const first = sheet.y + y + (height - lines.length * leadingOf(font)) / 2;
  lines.forEach((line, index) => {
    const baseline = baselineAt(sheet, first + index * leadingOf(font), font);
    sheet.putLine(line.text, [x, width], baseline, font, 'centre', after(lines, index));
  });
}

/** Draws the head; its cells are parts of the table's structure where it stands first, and `repeated` on later pages. */
export function drawHead(sheet: Sheet, grid: Grid, head: Head, table: Part | 'repeated'): void {
  const font: Font = { style: 'bold', size: grid.size };
  const { marks } = sheet;
  const draw = (cell: Cell) => drawCell(sheet, cell, font);
  if (table === 'repeated') sheet.asDecoration(() => head.cells.forEach(draw));
  else {
    const thead = marks.within(table, () => marks.add('THead'));
    const rows = new Map<number, Part>();
    for (const cell of head.cells) {
      const row = rows.get(cell.row) ?? marks.within(thead, () => marks.add('TR'));
      rows.set(cell.row, row);
      const { columns, rows: down } = cell.cell;
      const traits = {
        ...(columns === undefined ? {} : { columns }),
        ...(down === undefined ? {} : { rows: down }),
      };
      const part = marks.within(row, () => marks.add('TH', { scope: 'Column', ...traits }));
      marks.within(part, () => draw(cell));
    }
  }
  for (const { x, width, y, height } of head.cells) sheet.frame(x, sheet.y + y, width, height);
  sheet.y += head.height;
}
