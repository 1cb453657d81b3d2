import { readCsv } from './csv.js';
import type { Table } from './table.js';
import { readWorkbook } from './workbook.js';

/** Reads a table from a CSV or XLSX file; which of both it is, its first bytes tell. Throws `Unreadable`. */
export async function readTable(bytes: Buffer): Promise<Table> {
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? readWorkbook(bytes) : readCsv(bytes);
}
