import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { sampleCsv, sampleXlsx } from '../../src/imports/sample.js';
import { MOST_ROWS, Unreadable, type Table } from '../../src/imports/table.js';
import { readTable } from '../../src/imports/table-reader.js';
import { zipOf } from '../../src/exports/zip.js';
import { MOST_UNPACKED, unpack } from '../../src/imports/zip.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { rejected } from '../support/rejected.js';

const cellsOf = ({ head, rows }: Table) => [head, ...rows.map(({ cells }) => cells)];
const read = async (text: string | Buffer) => cellsOf(await readTable(Buffer.from(text as string)));
const refusal = async (bytes: Buffer | string): Promise<string> => {
  const error = await rejected(readTable(Buffer.from(bytes as string)));
  if (!(error instanceof Unreadable)) throw error;
  return error.key;
};
const table = [
  ['Mã', 'Tên'],
  ['00118', 'Phường "Bồ Đề"'],
];

describe('a table', () => {
  it('is read from CSV as people write it: commas, semicolons, tabs, quotes, a mark in front', async () => {
    expect(await read('Mã,Tên\n00118,"Phường ""Bồ Đề"""\n')).to.deep.equal(table);
    expect(await read('\ufeffMã;Tên\r\n00118;"Phường ""Bồ Đề"""\r\n;;\r\n\r\n')).to.deep.equal(table);
    const unicode = Buffer.from('\ufeffMã\tTên\n00118\tPhường "Bồ Đề"', 'utf16le');
    expect(await rejected(readTable(unicode))).to.have.property('key', 'imports:unreadable.csv');
    const quoted = Buffer.from('\ufeffMã\tTên\n00118\t"Phường ""Bồ Đề"""', 'utf16le');
    expect(await read(quoted)).to.deep.equal(table);
  });

  it('keeps the numbers of its lines, however many of them are empty or belong to one cell', async () => {
    const { rows } = await readTable(Buffer.from('a,b\n\n1,"x\ny"\n\n2,z\n'));
    expect(rows.map(({ row }) => row)).to.deep.equal([4, 6]);
  });

  it('loses no line that another program has added with another line end', async () => {
    const { rows } = await readTable(Buffer.from('a,b\r\n1,"x\ny"\r\n2,z\n3,w\r4,v'));
    expect(rows.map(({ row, cells }) => [row, cells[0]])).to.deep.equal([
      [3, '1'],
      [4, '2'],
      [5, '3'],
      [6, '4'],
    ]);
  });

  it('is refused in words when it is no text that can be told', async () => {
    expect(await refusal(Buffer.from([0x4d, 0xe3, 0x2c, 0x54, 0xea, 0x6e, 0x0a, 0xff]))).to.equal(
      'imports:unreadable.encoding',
    );
    expect(await refusal('a,b\n1,\u0000')).to.equal('imports:unreadable.notText');
    expect(await refusal('a,b\n1,"never closed')).to.equal('imports:unreadable.csv');
    expect(await refusal('')).to.equal('imports:unreadable.empty');
    expect(await refusal('a,b\n')).to.equal('imports:unreadable.noRows');
    expect(await refusal(`a\n${'x\n'.repeat(MOST_ROWS + 1)}`)).to.equal('imports:unreadable.tooManyRows');
    expect(await refusal(`${'a,'.repeat(60)}a\n1`)).to.equal('imports:unreadable.tooWide');
    expect(await refusal(`a\n${'x'.repeat(5001)}`)).to.equal('imports:unreadable.tooLong');
  });

  it('is read from a workbook of Excel: shared and rich text, days, empty rows; of formulas what they showed last', async () => {
    const { head, rows } = await readTable(await readFile(fromRoot('test/imports/excel.xlsx')));
    expect(head).to.deep.equal(['Số', 'Ngày kiểm tra', 'Chủ đề', 'Mã', 'Cộng', 'Đúng']);
    expect(rows).to.deep.equal([
      { row: 2, cells: ['2024/101', '2024-02-20', 'Văn thư, lưu trữ', '00118', '2', 'true'] },
      { row: 4, cells: ['2024/102', '05/03/2024', 'Tiếp công dân', '118', '1.5', 'false'] },
    ]);
  });

  it('comes back as it was put into a sample of either kind', async () => {
    const odd = [...table, ['a & b; <c>', 'x, y']];
    expect(await read(await sampleXlsx(odd))).to.deep.equal(odd);
    expect(await read(sampleCsv(odd))).to.deep.equal(odd);
  });
});

describe('a hostile workbook', () => {
  const sheet = (content: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${content}</sheetData></worksheet>`;
  const workbook = (...more: [string, Buffer | string][]) =>
    zipOf([['[Content_Types].xml', '<Types/>'], ['xl/workbook.xml', '<workbook/>'], ...more]);

  it('is no workbook, or half of one', async () => {
    const whole = await sampleXlsx(table);
    for (const bytes of [Buffer.from('PK no archive'), whole.subarray(0, 300), await zipOf([['a.txt', 'x']])])
      expect(await refusal(bytes)).to.equal('imports:unreadable.workbook');
    const parts: [string, Buffer][] = [['xl/workbook.xml', Buffer.from('<workbook><sheets')]];
    expect(await refusal(await zipOf(parts))).to.equal('imports:unreadable.workbook');
  });

  it('is not unpacked beyond what is allowed, whatever sizes it claims', async () => {
    const bomb = await workbook(['xl/worksheets/sheet1.xml', Buffer.alloc(MOST_UNPACKED + 1)]);
    expect(bomb.length).to.be.below(100_000);
    expect(await refusal(bomb)).to.equal('imports:unreadable.bomb');
    const half = Buffer.alloc(MOST_UNPACKED / 2 + 1);
    const two = await workbook(['xl/worksheets/sheet1.xml', half], ['xl/worksheets/sheet2.xml', half]);
    expect(await refusal(two)).to.equal('imports:unreadable.bomb');
  });

  it('keeps nobody waiting and fills no memory with a cell at the end of the world', async function () {
    this.timeout(20_000);
    const row = sheet('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>');
    const parts = unpack(await sampleXlsx(table), () => true);
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(row));
    expect(await refusal(await zipOf(parts))).to.equal('imports:unreadable.workbook');
  });
});
