import { parentPort, workerData } from 'node:worker_threads';
import { readSheet, type CellValue } from 'read-excel-file/universal';

/** Days have no zone in a workbook: the library gives midnight UTC. Formulas are not worked out: what they showed last is read. */
function textOf(value: CellValue | null): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}

// A hostile workbook can keep its reader busy or fill its memory: here, in a thread of its own, with an end to both.
const sheet = await readSheet(workerData as ArrayBuffer);
parentPort?.postMessage(sheet.map((cells) => cells.map(textOf)));
