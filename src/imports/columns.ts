import type { Column, Fault, Row } from './import-kind.js';
import { Unreadable, type Table } from './table.js';

/** A column of a table: its name in the file that we give, whether it must be there, what people call it, an example or two. */
export const column = (name: string, needed: boolean, called: string[], ...samples: string[]): Column => ({
  name,
  needed,
  called,
  samples,
});

/** `Mã đơn vị`, `ma_don_vi` and `MA DON VI` are one word. */
export const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The rows of a table by the names of its columns, wherever these stand; columns that nobody asks for are left. */
export function rowsIn(table: Table, columns: readonly Column[]): Row[] {
  const heads = table.head.map(bare);
  const placeOf = ({ name, called }: Column) =>
    heads.findIndex((head) => [name, ...called].some((word) => bare(word) === head));
  const places = new Map(columns.map((column) => [column.name, placeOf(column)]));
  const missing = columns.filter(({ name, needed }) => needed && places.get(name) === -1);
  if (missing.length > 0)
    throw new Unreadable('imports:unreadable.columns', {
      columns: missing.map(({ name }) => name).join(', '),
    });
  return table.rows.map(({ row, cells }) => ({
    row,
    cell: (name) => cells[places.get(name) ?? -1] ?? '',
  }));
}

/** Cells that must not be empty. */
export const emptyCells = (columns: readonly Column[], rows: readonly Row[]): Fault[] =>
  rows.flatMap(({ row, cell }) =>
    columns
      .filter(({ name, needed }) => needed && cell(name) === '')
      .map(({ name }) => ({ row, column: name, message: 'errors:required' })),
  );
