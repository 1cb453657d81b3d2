import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Cell, TableFile } from './table-file.js';
import { filteredSheetEnd, MOST_ROWS, partsAround, SHEET_END, sheetBegin, sheetRow } from './xlsx-parts.js';

/** So much text goes to the compressor at a time; characters. */
const PIECE = 64 * 1024;

type Written = { count: number; ended: boolean };
/** `at` is printed on every part of the archive, so that the same list at the same moment is the same file. */
export type XlsxOptions = { aboutTitle: string; at: Date; most?: number };
type Writing = Required<XlsxOptions> & { gone: AbortSignal };

/** One sheet of rows from where the iterator stands, as many as fit; `written` says afterwards how far it came. */
async function* sheetOf<Row>(
  { columns, total }: TableFile<Row>,
  rows: AsyncIterator<Row>,
  written: Written,
  most: number,
): AsyncGenerator<string> {
  const kinds = columns.map(({ kind }) => kind);
  let piece = sheetBegin(columns);
  while (written.count < most) {
    const next = await rows.next();
    if (next.done === true) {
      written.ended = true;
      break;
    }
    const values = columns.map(({ value }): Cell => value(next.value));
    written.count += 1;
    piece += sheetRow(values, kinds, written.count + 1);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  const lines = written.count + 1;
  const last = written.ended && total !== undefined ? sheetRow(total(written.count), kinds, lines + 1) : '';
  yield piece + filteredSheetEnd(columns.length, lines, last);
}

/** Excel takes no longer name of a sheet. */
const LONGEST_NAME = 31;

/** The beginning of a text, whole words as far as one fits. */
function cutShort(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return text.slice(0, end > 0 ? end : most).trim();
}

/** A name that Excel accepts: none of its own signs, and no other sheet called so, whatever the capitals. */
function sheetName(title: string, taken: readonly string[]): string {
  const plain = title.replace(/[\\/?*[\]:]/g, ' ').trim();
  const isTaken = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = cutShort(plain, LONGEST_NAME);
  for (let number = 2; isTaken(name); number += 1) {
    const suffix = ` ${number}`;
    name = cutShort(plain, LONGEST_NAME - suffix.length) + suffix;
  }
  return name;
}

type AddSheet = (title: string, xml: AsyncIterable<string> | string[]) => Promise<void>;

/** Adds as many sheets as a list needs. Gives back how many rows it had. */
async function addList<Row>(file: TableFile<Row>, add: AddSheet, most: number): Promise<number> {
  const rows = file.rows[Symbol.asyncIterator]();
  let count = 0;
  try {
    for (let ended = false; !ended;) {
      const written: Written = { count: 0, ended: false };
      await add(file.title, sheetOf(file, rows, written, most));
      count += written.count;
      ended = written.ended;
    }
  } finally {
    // Whoever reads rows from the database must learn that nobody wants more of them.
    await rows.return?.();
  }
  return count;
}

/** Puts one sheet after another into the archive, each when the one before it has been taken. */
async function write<Row>(zip: ZipFile, files: readonly TableFile<Row>[], options: Writing): Promise<void> {
  const sheets: string[] = [];
  const add: AddSheet = async (title, xml) => {
    const stream = addAbortSignal(options.gone, Readable.from(xml, { objectMode: false }));
    sheets.push(sheetName(title, sheets));
    zip.addReadStream(stream, `xl/worksheets/sheet${sheets.length}.xml`, { mtime: options.at });
    await finished(stream);
  };
  let count = 0;
  for (const file of files) count += await addList(file, add, options.most);
  const about = files[0]?.about(count) ?? [];
  const lines = about.map((pair, index) => sheetRow(pair, ['text', 'text'], index + 2));
  const heads = [
    { label: options.aboutTitle, width: 30 },
    { label: '', width: 70 },
  ];
  await add(options.aboutTitle, [sheetBegin(heads) + lines.join('') + SHEET_END]);
  for (const [name, xml] of partsAround(sheets)) zip.addBuffer(Buffer.from(xml), name, { mtime: options.at });
  zip.end();
}

/**
 * The list as a workbook: its rows with typed cells and heads that stay, and a last sheet that says what it is. Rows are
 * read no faster than the file is taken, so memory does not grow with the list. `most` rows stand on one sheet.
 */
export const xlsxOf = <Row>(file: TableFile<Row>, options: XlsxOptions): Readable => bookOf([file], options);

/** Several lists as one workbook, a sheet or more for each; what it is, is told by the first of them. */
export function bookOf<Row>(files: readonly TableFile<Row>[], options: XlsxOptions): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  write(zip, files, { most: MOST_ROWS, ...options, gone: gone.signal }).catch((error: unknown) =>
    out.destroy(error as Error),
  );
  return out;
}
