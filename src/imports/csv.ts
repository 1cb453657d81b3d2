import { parse, CsvError } from 'csv-parse/sync';
import { MOST_ROWS, tableOf, Unreadable, type Table } from './table.js';

/**
 * The text of a CSV. Excel writes UTF-8 with a mark ("CSV UTF-8") or UTF-16 with a mark ("Unicode text"); what is no
 * UTF-8 is of an old code page in which Vietnamese letters cannot be told apart, so it is refused and not guessed.
 */
function textOf(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) throw new Unreadable('imports:unreadable.notText');
    return text;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('imports:unreadable.encoding');
  }
}

const SIGNS = [';', '\t', ','] as const;

/** What parts the cells: whatever the first line has most of outside quotation marks. Excel in Vietnam writes `;`. */
function delimiterIn(text: string): string {
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = SIGNS.map((sign) => line.split(sign).length);
  return SIGNS[counts.indexOf(Math.max(...counts))] ?? ',';
}

type Parsed = { record: string[]; info: { lines: number } };

/** Reads a CSV as people write it. The numbers are those of the lines on which the rows end. */
export function readCsv(bytes: Buffer): Table {
  const text = textOf(bytes);
  try {
    const parsed = parse(text, {
      delimiter: delimiterIn(text),
      // All of them: by itself the parser takes the first it meets, and lines added by another program would be lost.
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // One more than may be taken, so that there being too many is noticed.
      to: MOST_ROWS + 2,
    }) as unknown as Parsed[];
    return tableOf(parsed.map(({ record, info }) => ({ row: info.lines, cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Unreadable('imports:unreadable.csv', { row: Number(error['lines'] ?? 1) });
  }
}
