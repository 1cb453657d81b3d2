import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import readExcel from 'read-excel-file/node';
import { day, number, text, type TableFile } from '../../src/exports/table-file.js';
import { unpack } from '../../src/imports/zip.js';
import { letters } from '../../src/exports/xlsx-parts.js';
import { xlsxOf } from '../../src/exports/xlsx.js';

type Row = { name: string | undefined; due?: string; open: number };

const at = new Date('2026-11-22T07:00:00Z');
let closed = 0;
async function* each(rows: Iterable<Row>): AsyncGenerator<Row> {
  try {
    for (const row of rows) yield await Promise.resolve(row);
  } finally {
    closed += 1;
  }
}

const table = (rows: Iterable<Row>): TableFile<Row> => ({
  title: 'Danh sách: tất cả [đang mở]',
  columns: [
    text('Tên', 20, (row) => row.name),
    day('Hạn', (row) => row.due),
    number('Còn lại', (row) => row.open),
  ],
  rows: each(rows),
  about: (count) => [
    ['Số dòng', count],
    ['Điều kiện lọc', 'Quá hạn'],
  ],
});

const read = async (rows: Iterable<Row>, most?: number) => {
  const options = { aboutTitle: 'Thông tin', at, ...(most === undefined ? {} : { most }) };
  return readExcel(await buffer(xlsxOf(table(rows), options)));
};

describe('a list as a workbook', () => {
  it('ends with a total that a spreadsheet works out again, below what its filter hides', async () => {
    const total = (count: number) => ['Cộng', undefined, { formula: `SUM(C2:C${count + 1})`, value: 10 }];
    const file = {
      ...table([
        { name: 'a', open: 3 },
        { name: 'b', open: 7 },
      ]),
      total,
    };
    const book = await buffer(xlsxOf(file, { aboutTitle: 'Thông tin', at }));
    const [list] = await readExcel(book);
    expect(list?.data.at(-1)).to.deep.equal(['Cộng', null, 10]);
    const part = 'xl/worksheets/sheet1.xml';
    const sheet = unpack(book, (name) => name === part)
      .get(part)
      ?.toString();
    expect(sheet).to.include('<f>SUM(C2:C3)</f><v>10</v>').and.include('<autoFilter ref="A1:C3"/>');
  });

  it('is read again by another program with its types: texts, days, numbers, empty cells', async () => {
    const rows = [
      { name: 'Phường Văn Miếu - Quốc Tử Giám', due: '2026-02-28', open: 3 },
      { name: '<b>&"\'</b>', open: -1.5 },
      { name: '=1+1', due: '2026-03-01', open: 0 },
      { name: undefined, open: 7 },
    ];
    const [list, about] = await read(rows);
    expect(list?.sheet).to.equal('Danh sách  tất cả  đang mở');
    expect(list?.data).to.deep.equal([
      ['Tên', 'Hạn', 'Còn lại'],
      ['Phường Văn Miếu - Quốc Tử Giám', new Date('2026-02-28'), 3],
      ['<b>&"\'</b>', null, -1.5],
      ['=1+1', new Date('2026-03-01'), 0],
      [null, null, 7],
    ]);
    expect(about?.sheet).to.equal('Thông tin');
    expect(about?.data.slice(1)).to.deep.equal([
      ['Số dòng', 4],
      ['Điều kiện lọc', 'Quá hạn'],
    ]);
  });

  it('leaves out what XML cannot hold, and cuts what no cell can', async () => {
    const [list] = await read([{ name: `a\u0000b\u001fc\ud800d${'x'.repeat(40_000)}`, open: 1 }]);
    const name = list?.data[1]?.[0] as string;
    expect(name.startsWith('abcdx')).to.equal(true);
    expect(name.length).to.be.most(32_767);
  });

  it('names a sheet with whole words, and keeps a name as long as Excel takes', async () => {
    const named = async (title: string, most: number) => {
      const rows = [1, 2, 3].map((open) => ({ name: 'a', open }));
      const file = { ...table(rows), title };
      const sheets = await readExcel(await buffer(xlsxOf(file, { aboutTitle: 'Thông tin', at, most })));
      return sheets.map(({ sheet }) => sheet).slice(0, -1);
    };
    const longest = 'Thực hiện kế hoạch kiểm tra năm';
    expect(longest).to.have.length(31);
    expect(await named(longest, 2)).to.deep.equal([longest, 'Thực hiện kế hoạch kiểm tra 2']);
    expect(await named(`${longest} nay`, 5)).to.deep.equal([longest]);
    expect(await named('Tập thể, cá nhân bị xử lý trách nhiệm', 5)).to.deep.equal([
      'Tập thể, cá nhân bị xử lý trách',
    ]);
    expect(await named('x'.repeat(40), 5)).to.deep.equal(['x'.repeat(31)]);
  });

  it('goes on upon another sheet when one is full, and counts them all', async () => {
    const rows = Array.from({ length: 25 }, (_, open) => ({ name: `n${open}`, open }));
    const sheets = await read(rows, 10);
    expect(sheets.map(({ data }) => data.length)).to.deep.equal([11, 11, 6, 3]);
    expect(sheets.at(-1)?.data[1]).to.deep.equal(['Số dòng', 25]);
    expect(sheets[2]?.data.at(-1)?.[0]).to.equal('n24');
  });

  it('is the same file for the same list and moment', async () => {
    const make = () => buffer(xlsxOf(table([{ name: 'a', open: 1 }]), { aboutTitle: 'Thông tin', at }));
    expect((await make()).equals(await make())).to.equal(true);
  });

  it('reads no more rows once nobody takes the file any longer', async () => {
    const before = closed;
    let given = 0;
    function* endless(): Generator<Row> {
      for (;;) yield { name: 'x'.repeat(1000), open: (given += 1) };
    }
    const file = xlsxOf(table(endless()), { aboutTitle: 'Thông tin', at });
    await new Promise((resolve) => file.once('data', resolve));
    file.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).to.equal(before + 1);
    const then = given;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(given).to.equal(then);
  });

  it('tells that reading broke off', async () => {
    async function* broken(): AsyncGenerator<Row> {
      yield await Promise.resolve({ name: 'a', open: 1 });
      throw new Error('the line is gone');
    }
    const file = xlsxOf({ ...table([]), rows: broken() }, { aboutTitle: 'Thông tin', at });
    const failure = await buffer(file).catch((error: unknown) => error);
    expect(failure).to.be.an('error').with.property('message', 'the line is gone');
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letters)).to.deep.equal([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});
