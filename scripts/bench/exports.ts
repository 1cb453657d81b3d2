import { execFile } from 'node:child_process';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { day, number, text, type Column } from '../../src/exports/table-file.js';
import { xlsxOf } from '../../src/exports/xlsx.js';
import { addDays } from '../../src/shared/dates.js';
import { row as print, table } from './table.js';

const ROWS = 100_000;
const COLUMNS = 15;
const ROUNDS = 3;

type Row = (string | number)[];
type Measured = { seconds: number; bytes: number; idle: number; peak: number };

/** Rows as lists have them: numbers, names, sentences, days. All lie in memory before anything is measured. */
function invent(): Row[] {
  const day = (index: number) => addDays('2026-01-05', index % 700);
  return Array.from({ length: ROWS }, (_, index) =>
    Array.from({ length: COLUMNS }, (_column, column): string | number => {
      if (column % 5 === 4) return index % 97;
      if (column % 5 === 3) return day(index + column);
      if (column === 7) return `Bộ phận một cửa vắng ${index % 9} trên ${index % 13} công chức. `.repeat(2);
      return `Phường ${index % 160} · KT-2026-${index}/${column}`;
    }),
  );
}

const columns: Column<Row>[] = Array.from({ length: COLUMNS }, (_, place) => {
  const label = `Cột ${place + 1}`;
  if (place % 5 === 4) return number<Row>(label, (row) => row[place] as number);
  if (place % 5 === 3) return day<Row>(label, (row) => row[place] as string);
  return text<Row>(label, 24, (row) => row[place] as string);
});

/** Takes everything at once and keeps nothing. */
class Sink extends Writable {
  bytes = 0;
  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.bytes += piece.length;
    done();
  }
}

async function* each(rows: Row[]): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

async function ours(rows: Row[], sink: Sink): Promise<void> {
  const file = { title: 'Danh sách', columns, rows: each(rows), about: () => [['Số dòng', ROWS]] as const };
  await pipeline(xlsxOf(file, { aboutTitle: 'Về danh sách', at: new Date() }), sink);
}

type Writer = {
  addWorksheet: (name: string) => {
    columns: object[];
    addRow: (values: unknown[]) => { commit: () => void };
    commit: () => void;
  };
  commit: () => Promise<void>;
};
type Excel = { stream: { xlsx: { WorkbookWriter: new (options: object) => Writer } } };

/** The known streaming writer, as its manual shows it: typed days, no shared strings. */
async function theirs(rows: Row[], sink: Sink, folder: string): Promise<void> {
  const module = path.join(folder, 'node_modules/exceljs/lib/exceljs.nodejs.js');
  const { default: excel } = (await import(pathToFileURL(module).href)) as { default: Excel };
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true });
  const sheet = book.addWorksheet('Danh sách');
  sheet.columns = columns.map(({ label, width, kind }) => ({
    header: label,
    width,
    ...(kind === 'day' ? { style: { numFmt: 'dd/mm/yyyy' } } : {}),
  }));
  for (const row of rows)
    sheet
      .addRow(row.map((value, place) => (columns[place]?.kind === 'day' ? new Date(value) : value)))
      .commit();
  sheet.commit();
  await book.commit();
}

/** One writing in a process of its own, so that memory is its own too. */
async function writeOnce(folder: string): Promise<Measured> {
  const rows = invent();
  globalThis.gc?.();
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const sink = new Sink();
  const begun = performance.now();
  await (folder === '' ? ours(rows, sink) : theirs(rows, sink, folder));
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage().rss);
  return { seconds: (performance.now() - begun) / 1000, bytes: sink.bytes, idle, peak };
}

async function measured(folder: string): Promise<Measured> {
  const script = process.argv[1] ?? '';
  const args = ['--expose-gc', script, 'exports', '--once', folder];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Measured;
}

/**
 * `npm run bench -- exports [FOLDER]`: a workbook of 100,000 rows and 15 columns. FOLDER holds an installed exceljs, the
 * writer to compare with; it is no dependency of the product. Turn by turn, the middle of three.
 */
export async function benchExports([first = '', second = '']: string[]): Promise<void> {
  if (first === '--once') {
    console.log(JSON.stringify(await writeOnce(second)));
    return;
  }
  const rivals: [string, string][] = [
    ['the product', ''],
    ...(first === '' ? [] : [['exceljs', first] as [string, string]]),
  ];
  const times = new Map<string, Measured[]>(rivals.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, folder] of rivals) times.get(name)?.push(await measured(folder));
  table(`${ROWS} rows × ${COLUMNS} columns`, ['s', 'MB file', 'MB more than idle', 'limit MB']);
  const middles = rivals.map(([name]) => {
    const sorted = (times.get(name) ?? []).sort((a, b) => a.seconds - b.seconds);
    const middle = sorted[1] ?? { seconds: 0, bytes: 0, idle: 0, peak: 0 };
    const more = Math.max(...sorted.map(({ peak, idle }) => peak - idle)) / 1e6;
    print(name, [middle.seconds.toFixed(2), (middle.bytes / 1e6).toFixed(1), more.toFixed(0), '150']);
    return middle.seconds;
  });
  const [own = 0, peer] = middles;
  if (peer !== undefined) console.log(`ratio ${(own / peer).toFixed(2)} (limit 2)`);
}
