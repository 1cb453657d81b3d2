import type { Column } from './import-kind.js';
import { pack } from './zip.js';

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

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relations = (target: string, kind: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${target
    .split(' ')
    .map(
      (one, index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind.split(' ')[index]}" Target="${one}"/>`,
    )
    .join('')}</Relationships>`;

// Style 1 is text ("@", built-in format 49): whoever types 00118 below it keeps the zeros.
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>';

const letter = (column: number): string =>
  (column >= 26 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

function sheetOf(rows: string[][]): string {
  const width = rows[0]?.length ?? 0;
  const cell = (text: string, row: number, column: number) =>
    `<c r="${letter(column)}${row + 1}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  const lines = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((text, column) => cell(text, row, column)).join('')}</row>`,
  );
  const columns = `<cols><col min="1" max="${width}" width="24" style="1" customWidth="1"/></cols>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${columns}<sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const TYPES =
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/></Types>`;

const WORKBOOK = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** As a workbook in which every cell is text (ECMA-376, Part 1, the least that Excel opens). */
export function sampleXlsx(rows: string[][]): Buffer {
  const parts: [string, string][] = [
    ['[Content_Types].xml', TYPES],
    ['_rels/.rels', relations('xl/workbook.xml', 'officeDocument')],
    ['xl/workbook.xml', WORKBOOK],
    ['xl/_rels/workbook.xml.rels', relations('worksheets/sheet1.xml styles.xml', 'worksheet styles')],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheetOf(rows)],
  ];
  return pack(parts.map(([name, text]) => [name, Buffer.from(text)]));
}
