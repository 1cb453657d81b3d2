import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { csvOf } from '../../src/exports/csv.js';
import { day, number, text, type TableFile } from '../../src/exports/table-file.js';

type Row = { name: string | undefined; due?: string; open: number };

async function* each(rows: Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield await Promise.resolve(row);
}

const table = (rows: Row[]): TableFile<Row> => ({
  title: 'Danh sách',
  columns: [
    text('Tên', 20, (row) => row.name),
    day('Hạn', (row) => row.due),
    number('Còn lại', (row) => row.open),
  ],
  rows: each(rows),
  about: (count) => [['Số dòng', count]],
});

async function written(rows: Row[]): Promise<string> {
  let all = '';
  for await (const piece of csvOf(table(rows))) all += piece;
  return all;
}

describe('a list as CSV', () => {
  it('is read again as it was written, with every Vietnamese letter', async () => {
    const names = ['Phường Văn Miếu - Quốc Tử Giám', 'có "ngoặc", phẩy', 'hai\ndòng', '', 'Đặng Thị Ườm'];
    const csv = await written(names.map((name, open) => ({ name, due: '2026-01-05', open })));
    expect(csv.startsWith('\uFEFFTên,Hạn,Còn lại\r\n')).to.equal(true);
    const rows = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true });
    expect(rows.slice(1, -1).map(([name]) => name)).to.deep.equal(names);
    expect(rows[1]).to.deep.equal([names[0], '2026-01-05', '0']);
    expect(rows.at(-1)).to.deep.equal(['Số dòng', '5']);
  });

  it('lets no spreadsheet run what somebody has typed', async () => {
    const csv = await written(
      ['=HYPERLINK("x")', '+1', '-2', '@SUM(A1)', '\t=1'].map((name) => ({ name, open: -3 })),
    );
    const rows = parse(csv, { bom: true, relax_column_count: true });
    expect(rows.slice(1, 6).map(([name]) => name?.[0])).to.deep.equal(["'", "'", "'", "'", "'"]);
    expect(rows[1]?.[2]).to.equal('-3');
  });

  it('has heads and a count of 0 when there is nothing', async () => {
    expect(await written([])).to.equal('\uFEFFTên,Hạn,Còn lại\r\n\r\nSố dòng,0\r\n');
  });

  it('comes in pieces, so that a long list is never held whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, open) => ({ name: 'x'.repeat(40), open }));
    const sizes: number[] = [];
    for await (const piece of csvOf(table(rows))) sizes.push(piece.length);
    expect(sizes.length).to.be.above(10);
    expect(Math.max(...sizes)).to.be.below(70_000);
  });
});
