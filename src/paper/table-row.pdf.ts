import type { Row } from './paper.js';
import { PAD, between, type Grid } from './table-head.pdf.js';
import type { Font } from './letters.pdf.js';
import { baselineAt, leadingOf } from './passage.pdf.js';
import { PAGE, type Align, type Sheet } from './sheet.pdf.js';
import type { Part } from './structure.js';
import { after, type Line } from './wrap.js';

const LEVEL = 10;

type LaidCell = {
  box: [number, number];
  align: Align;
  lines: readonly Line[];
  part: Part;
  link: string | null;
};
type LaidRow = { font: Font; cells: LaidCell[]; lines: number };

/** Breaks the cells of a row into lines and enters them in the structure; nothing is drawn yet. */
export function layRow(sheet: Sheet, grid: Grid, row: Row, body: Part): LaidRow {
  const font: Font = { style: row.bold === true ? 'bold' : 'regular', size: grid.size };
  const { marks } = sheet;
  const line = marks.within(body, () => marks.add('TR'));
  const cells = row.cells.map((text, index) => {
    const part = marks.within(line, () =>
      index === 0 && grid.rowHeads ? marks.add('TH', { scope: 'Row' }) : marks.add('TD'),
    );
    const [x, width] = between(grid, index);
    const level = index === 0 ? LEVEL * (row.level ?? 0) : 0;
    const box: [number, number] = [x + PAD.x + level, width - 2 * PAD.x - level];
    const link = text === '' ? null : (row.links?.[index] ?? null);
    const align = grid.columns[index]?.align ?? 'left';
    return { box, align, lines: sheet.wrap(text, box[1], font), part, link };
  });
  return { font, cells, lines: Math.max(1, ...cells.map((cell) => cell.lines.length)) };
}

function drawLinesOf(
  sheet: Sheet,
  { box, align, lines }: LaidCell,
  font: Font,
  from: number,
  count: number,
): void {
  lines.slice(from, from + count).forEach((line, index) => {
    const baseline = baselineAt(sheet, sheet.y + PAD.y + index * leadingOf(font), font);
    sheet.putLine(line.text, box, baseline, font, align, after(lines, from + index));
  });
}

/** The whole cell opens the link, which says of which row it is to those who hear it alone. */
function drawLinked(
  sheet: Sheet,
  row: LaidRow,
  { box, lines, part, link }: LaidCell & { link: string },
  height: number,
  draw: () => void,
): void {
  const { marks } = sheet;
  const words = (cell: { lines: readonly Line[] } | undefined) =>
    cell?.lines.map(({ text }) => text).join(' ') ?? '';
  marks.within(part, () =>
    marks.within(marks.add('Link'), () => {
      draw();
      const area = [box[0] - PAD.x, sheet.y, box[1] + 2 * PAD.x, height] as const;
      sheet.link(link, `${words(row.cells[0])}: ${words({ lines })}`, area);
    }),
  );
}

/** Draws lines `from` to `from + count` of a row, with the row's frame. */
function drawPart(sheet: Sheet, grid: Grid, row: LaidRow, from: number, count: number): void {
  const leading = leadingOf(row.font);
  const height = count * leading + 2 * PAD.y;
  for (const cell of row.cells) {
    const draw = () => drawLinesOf(sheet, cell, row.font, from, count);
    if (cell.link === null) sheet.marks.within(cell.part, draw);
    else drawLinked(sheet, row, { ...cell, link: cell.link }, height, draw);
  }
  const [top, bottom] = [sheet.y, sheet.y + height];
  const uprights = grid.edges.map((x): [number, number, number, number] => [x, top, x, bottom]);
  sheet.strokes([...uprights, [PAGE.left, bottom, PAGE.right, bottom]]);
  sheet.y = bottom;
}

/** A row stays whole on a page; only one that is taller than a page is torn, between its lines. */
export function drawRow(sheet: Sheet, grid: Grid, row: LaidRow, turn: () => void): void {
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
