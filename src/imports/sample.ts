import { partsAround, typedSheet } from '../exports/xlsx-parts.js';
import { zipOf } from '../exports/zip.js';
import type { Column } from './import-kind.js';

/** A sample's cells: the head in the reader's words, then the rows that the kind shows. */
export function sampleRows(columns: readonly Column[], label: (column: string) => string): string[][] {
  const rows = Math.max(...columns.map(({ samples }) => samples.length));
  return [
    columns.map(({ name }) => label(name)),
    ...Array.from({ length: rows }, (_, row) => columns.map(({ samples }) => samples[row] ?? '')),
  ];
}

/** As CSV that Excel opens as it is meant: UTF-8 with its mark. */
export function sampleCsv(rows: string[][]): Buffer {
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return Buffer.from(`\ufeff${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`);
}

/** As a workbook in which every cell is text: what is typed below the sample is read as it was typed. */
export const sampleXlsx = (rows: string[][]): Promise<Buffer> =>
  zipOf([...partsAround(['1']), ['xl/worksheets/sheet1.xml', typedSheet(rows)]]);
