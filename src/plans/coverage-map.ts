/** A heat map: rows of shares between 0 and 1 under column heads. Drawn without styles, which the security policy drops. */
export type HeatMap = {
  columns: readonly string[];
  rows: readonly { label: string; shares: readonly (number | null)[]; texts: readonly string[] }[];
};

const LABEL = 270;
const CELL = 62;
const ROW = 34;
const HEAD = 28;
/** From the sheet's own light to the ink of actions; the text turns white where the ground is dark (4.5:1 both ways). */
const SHADES = ['#ffffff', '#dbe8f4', '#a9c8e4', '#5f97c7', '#0b4f8a'];
const INK = '#1d2733';

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const shadeOf = (share: number): number => (share === 0 ? 0 : Math.min(4, 1 + Math.floor(share * 4)));

function cell(x: number, y: number, share: number | null, text: string): string {
  if (share === null) return '';
  const shade = shadeOf(share);
  const ink = shade === 4 ? '#ffffff' : INK;
  return (
    `<rect x="${x + 1}" y="${y + 1}" width="${CELL - 2}" height="${ROW - 2}" rx="3" fill="${SHADES[shade]}" stroke="#d5dae0"/>` +
    `<text x="${x + CELL / 2}" y="${y + ROW / 2 + 5}" text-anchor="middle" fill="${ink}">${escaped(text)}</text>`
  );
}

/** The drawing as SVG text. */
export function drawHeatMap({ columns, rows }: HeatMap): string {
  const [width, height] = [LABEL + columns.length * CELL, HEAD + rows.length * ROW];
  const heads = columns.map(
    (name, index) =>
      `<text x="${LABEL + index * CELL + CELL / 2}" y="18" text-anchor="middle" fill="#505a64">${escaped(name)}</text>`,
  );
  const lines = rows.map(({ label, shares, texts }, row) => {
    const y = HEAD + row * ROW;
    const cells = shares.map((share, column) => cell(LABEL + column * CELL, y, share, texts[column] ?? ''));
    return `<text x="0" y="${y + ROW / 2 + 5}" fill="${INK}">${escaped(label)}</text>${cells.join('')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Be Vietnam Pro, sans-serif" font-size="14">${heads.join('')}${lines.join('')}</svg>`;
}
