import { daysBetween } from '../shared/dates.js';
import type { Cell, Column } from './table-file.js';

// The parts of a workbook by ECMA-376 (Office Open XML), as little of it as a list needs.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** More does not fit into a cell, nor into a sheet under its heads. */
const LONGEST_TEXT = 32_767;
export const MOST_ROWS = 1_048_575;

/** What XML 1.0 cannot hold at all. */

const UNSPEAKABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replace(UNSPEAKABLE, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** Styles by their place in `styles.xml`. */
const PLAIN = 0;
const HEADING = 1;
const DAY = 2;
const WRAPPED = 3;
/** Whatever is typed there stays as it was typed: 00118 keeps its zeros. */
const TYPED = 4;

/** A: 0, Z: 25, AA: 26 … */
export function letters(index: number): string {
  const rest = index % 26;
  const before = Math.floor(index / 26);
  return (before === 0 ? '' : letters(before - 1)) + String.fromCharCode(65 + rest);
}

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_TEXT))}</t></is></c>`;
const numberCell = (place: string, value: number, style: number): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;

/** Day 1 of a spreadsheet is 1 January 1900, and it believes in a 29 February of that year. */
const serial = (day: string): number => daysBetween('1899-12-30', day);

function cell(value: Cell, kind: Column<unknown>['kind'], place: string): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'number') return numberCell(place, value, PLAIN);
  if (typeof value === 'object')
    return `<c r="${place}" s="${PLAIN}"><f>${escaped(value.formula)}</f><v>${value.value}</v></c>`;
  return kind === 'day' ? numberCell(place, serial(value), DAY) : textCell(place, value, WRAPPED);
}

type Heads = readonly Pick<Column<never>, 'label' | 'width'>[];

/** Everything of a sheet before its rows: heads that stay when one scrolls, widths, and the row of heads. */
export function sheetBegin(heads: Heads): string {
  const cols = heads.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const cells = heads.map(({ label }, index) => textCell(`${letters(index)}1`, label, HEADING));
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`;
}

/** A row; `line` is its place in the sheet, the heads being 1. */
export const sheetRow = (
  values: readonly Cell[],
  kinds: readonly Column<never>['kind'][],
  line: number,
): string =>
  `<row r="${line}">${values.map((value, index) => cell(value, kinds[index] ?? 'text', `${letters(index)}${line}`)).join('')}</row>`;

export const SHEET_END = '</sheetData></worksheet>';

/** The end of a sheet whose heads carry arrows that sort and filter. */
export const filteredSheetEnd = (columns: number, lines: number, total = ''): string =>
  `${total}</sheetData><autoFilter ref="A1:${letters(Math.max(columns, 1) - 1)}${lines}"/></worksheet>`;

/** A whole sheet in which every cell, also those that are still empty, is text. */
export function typedSheet(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((text, column) => textCell(`${letters(column)}${row + 1}`, text, TYPED));
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  const cols = `<cols><col min="1" max="${Math.max(rows[0]?.length ?? 0, 1)}" width="24" style="${TYPED}" customWidth="1"/></cols>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${cols}<sheetData>${lines.join('')}${SHEET_END}`;
}

/** The small parts around the sheets, by their names in the package. */
export function partsAround(sheets: readonly string[]): [name: string, xml: string][] {
  const each = (part: (name: string, number: number) => string) =>
    sheets.map((name, index) => part(name, index + 1)).join('');
  const content =
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>` +
    each(
      (_name, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${KIND}.worksheet+xml"/>`,
    );
  const book = each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`);
  const links =
    each(
      (_name, n) =>
        `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
    ) + `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`;
  const styles =
    `<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
    `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9ECEF"/></patternFill></fill></fills>` +
    `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
    `<cellXfs count="5"><xf><alignment vertical="top"/></xf><xf fontId="1" fillId="2" applyFont="1" applyFill="1"><alignment vertical="top" wrapText="1"/></xf>` +
    `<xf numFmtId="164" applyNumberFormat="1"><alignment vertical="top"/></xf><xf><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" applyNumberFormat="1"/></cellXfs>`;
  return [
    ['[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types">${content}</Types>`],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${book}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links}</Relationships>`,
    ],
    ['xl/styles.xml', `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`],
  ];
}
