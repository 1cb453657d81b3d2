import { wrap } from '../paper/wrap.js';

/** A heat map: rows of shares between 0 and 1 under column heads. Drawn without styles, which the security policy drops. */
export type HeatMap = {
  columns: readonly string[];
  rows: readonly { label: string; shares: readonly (number | null)[]; texts: readonly string[] }[];
};

/** Widths of the labels and of a field, height of a row; letters are 14 high. */
export type Measures = { label: number; cell: number; row: number };
export const USUAL: Measures = { label: 270, cell: 62, row: 34 };
const HEAD = 28;
const LETTERS = 14;
/** From the middle of a line of letters down to the line that they stand on. */
const BASE = 5;
/** A letter is as wide as this, taken together with its neighbours. */
const width = (text: string): number => text.length * 7.2;
/** From the sheet's own light to the ink of actions; the text turns white where the ground is dark (4.5:1 both ways). */
const SHADES = ['#ffffff', '#dbe8f4', '#a9c8e4', '#5f97c7', '#0b4f8a'];
const INK = '#1d2733';

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const shadeOf = (share: number): number => (share === 0 ? 0 : Math.min(4, 1 + Math.floor(share * 4)));

const textAt = (x: number, y: number, text: string, fill: string, anchor = 'start'): string =>
  `<text x="${x}" y="${y}" font-size="${LETTERS}" text-anchor="${anchor}" fill="${fill}">${escaped(text)}</text>`;

function field(x: number, y: number, share: number | null, text: string, { cell, row }: Measures): string {
  if (share === null) return '';
  const shade = shadeOf(share);
  const ink = shade === SHADES.length - 1 ? '#ffffff' : INK;
  return (
    `<rect x="${x + 1}" y="${y + 1}" width="${cell - 2}" height="${row - 2}" rx="3" fill="${SHADES[shade]}" stroke="#d5dae0"/>` +
    textAt(x + cell / 2, y + row / 2 + BASE, text, ink, 'middle')
  );
}

/** A label in as many lines as it needs, in the middle of its row. */
const labelAt = (y: number, row: number, lines: readonly string[]): string =>
  lines
    .map((line, index) =>
      textAt(0, y + row / 2 + BASE + (index - (lines.length - 1) / 2) * LETTERS, line, INK),
    )
    .join('');

/** The drawing as SVG text. */
export function drawHeatMap({ columns, rows }: HeatMap, measures: Measures = USUAL): string {
  const { label: left, cell, row } = measures;
  const labels = rows.map(({ label }) => wrap(label, left - 8, width).map(({ text }) => text));
  const heights = labels.map((lines) => Math.max(row, lines.length * LETTERS + 8));
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, HEAD));
  const size = [left + columns.length * cell, heights.reduce((sum, height) => sum + height, HEAD)] as const;
  const heads = columns.map((name, index) =>
    textAt(left + index * cell + cell / 2, 18, name, '#505a64', 'middle'),
  );
  const lines = rows.map(({ shares, texts }, index) => {
    const [y, height] = [tops[index] ?? 0, heights[index] ?? row];
    const measured = { ...measures, row: height };
    const fields = shares.map((share, column) =>
      field(left + column * cell, y, share, texts[column] ?? '', measured),
    );
    return labelAt(y, height, labels[index] ?? []) + fields.join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size[0]}" height="${size[1]}" viewBox="0 0 ${size[0]} ${size[1]}" font-family="Be Vietnam Pro, sans-serif">${heads.join('')}${lines.join('')}</svg>`;
}
