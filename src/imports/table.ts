/** A table as somebody sent it: cells as text, the first row its head. `numbers` are the rows' numbers in the file. */
export type Table = { head: string[]; rows: { row: number; cells: string[] }[] };

/** Beyond these nobody reads what went wrong any more; a larger table is sent in parts. */
export const MOST_ROWS = 2000;
const MOST_COLUMNS = 60;
const LONGEST_CELL = 5000;
export const LARGEST_TABLE = 5 * 1024 * 1024;

/** Something is wrong with the table as a whole: it cannot be read at all. `message` is a wording key. */
export class Unreadable extends Error {
  constructor(
    readonly key: string,
    readonly values: Record<string, unknown> = {},
  ) {
    super(key);
  }
}

/** Rows of text with their numbers, as a file of any kind gives them, to a table. Empty rows are left out. */
export function tableOf(lines: readonly { row: number; cells: string[] }[]): Table {
  const filled = lines
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.normalize('NFC').trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head, ...rows] = filled;
  if (head === undefined) throw new Unreadable('imports:unreadable.empty');
  if (rows.length === 0) throw new Unreadable('imports:unreadable.noRows');
  if (rows.length > MOST_ROWS)
    throw new Unreadable('imports:unreadable.tooManyRows', { rows: rows.length, most: MOST_ROWS });
  const wide = filled.find(({ cells }) => cells.length > MOST_COLUMNS);
  if (wide !== undefined)
    throw new Unreadable('imports:unreadable.tooWide', { row: wide.row, most: MOST_COLUMNS });
  const long = filled.find(({ cells }) => cells.some((cell) => cell.length > LONGEST_CELL));
  if (long !== undefined)
    throw new Unreadable('imports:unreadable.tooLong', { row: long.row, most: LONGEST_CELL });
  return { head: head.cells, rows };
}
