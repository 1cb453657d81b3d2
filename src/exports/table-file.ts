/** A number that a workbook works out again by itself; `value` is what it comes to now. */
export type Formula = { formula: string; value: number };
/** What a cell holds: a text, a number, or a day as YYYY-MM-DD; nothing when it is undefined. */
export type Cell = string | number | Formula | undefined;

export type Column<Row> = {
  label: string;
  kind: 'text' | 'day' | 'number';
  /** Characters that fit beside each other; for programs that show columns. */
  width: number;
  value: (row: Row) => Cell;
};

/** A whole list as a file: every row, however many there are, read while the file is sent. */
export type TableFile<Row> = {
  title: string;
  columns: readonly Column<Row>[];
  rows: AsyncIterable<Row>;
  /** A last line below the rows, which no filter hides; it is told how many rows there were. */
  total?: (count: number) => readonly Cell[];
  /** What to know of the list, in pairs of name and value; asked after the last row, when their number is known. */
  about: (count: number) => readonly (readonly [name: string, value: string | number])[];
};

export const fileFormats = ['xlsx', 'csv'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const text = <Row>(label: string, width: number, value: (row: Row) => string | undefined) =>
  ({ label, kind: 'text', width, value }) as const;
export const day = <Row>(label: string, value: (row: Row) => string | undefined) =>
  ({ label, kind: 'day', width: 12, value }) as const;
export const number = <Row>(label: string, value: (row: Row) => number | undefined) =>
  ({ label, kind: 'number', width: 10, value }) as const;
