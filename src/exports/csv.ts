import type { Cell, TableFile } from './table-file.js';

/** So much text is sent at a time; characters. */
const PIECE = 64 * 1024;
/** Without it, Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet takes a cell that begins so for a formula, and would run what somebody typed into a case. */
const FORMULA = /^[=+\-@\t\r]/;

/** One field by RFC 4180. */
function field(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return String(value.value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const line = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/** The list as CSV in pieces: heads, rows, and after an empty line what the list is. Days are written YYYY-MM-DD. */
export async function* csvOf<Row>({ columns, rows, about }: TableFile<Row>): AsyncGenerator<string> {
  let piece = BYTE_ORDER_MARK + line(columns.map(({ label }) => label));
  let count = 0;
  for await (const row of rows) {
    piece += line(columns.map(({ value }) => value(row)));
    count += 1;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece + line([]) + about(count).map(line).join('');
}
