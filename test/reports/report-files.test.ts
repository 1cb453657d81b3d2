import { buffer, text } from 'node:stream/consumers';
import { expect } from 'chai';
import readExcel from 'read-excel-file/node';
import { settledHandling } from '../../src/handling/handling.js';
import type { ReaderKey } from '../../src/policies/visibility.js';
import { reportFile } from '../../src/reports/report-files.js';
import type { Chart } from '../../src/reports/chart.js';
import { reportCharts } from '../../src/reports/report-charts.js';
import { listsOf } from '../../src/reports/report-lists.js';
import { isEmpty } from '../../src/reports/empty-report.js';
import { NotFound } from '../../src/shared/errors.js';
import { loadTranslations } from '../../src/web/translations.js';
import { reportOf } from './support/make.js';
import { finding, inspection, unit, type World } from './support/world.js';

const city = unit('01', 'city', []);
const ward = unit('00118', 'ward', ['01'], { name: { vi: 'Phường Bồ Đề', en: 'Bo De Ward' } });
const readers: ReaderKey[] = ['area:01'];
const by = { personId: 'p', name: 'Nguyễn Thị Ánh', post: '' };
const at = new Date('2024-07-01T02:00:00Z');

const visit = inspection('1', city, ward, { openedOn: '2024-06-03', readers });
const extended = {
  kind: 'extension' as const,
  ...{ id: 'e', from: '2024-06-20', to: '2024-06-28', reason: 'x', by, at, files: [] },
  decision: { outcome: 'granted' as const, on: '2024-06-18', by, at, reason: 'x' },
} as never;
const handled = settledHandling({
  ...{ id: 'h', findingId: 'f', findingNumber: 'KT-1/01', inspectionId: '1', ofFailure: false, files: [] },
  ...{
    authority: visit.authority,
    unit: visit.unit,
    who: 'Văn phòng',
    by,
    at,
    standing: 'in_force',
    readers,
  },
  measure: {
    party: 'collective',
    text: { vi: 'Phê bình', en: 'Criticism' },
    legalBasis: '',
    provisional: false,
  },
  decision: { number: '1', on: '2024-06-25', by: 'x' },
  ...{ version: 1, history: [] },
});
const world: World = {
  units: [city, ward],
  inspections: [visit, inspection('0', city, ward, { openedOn: '2023-06-05', readers })],
  findings: [
    finding('f', visit, {
      ...{ concludedOn: '2024-06-10', dueOn: '2024-06-28', state: 'to_remedy', readers, ledger: [extended] },
      seen: '=HYPERLINK("x") Nguyễn Thị Ánh Tuyết, “sáng – chiều” <b>',
    }),
  ],
  handlings: [handled],
  plan: [
    {
      ...{ id: 'p', planId: 'p', unit: ward.name, authority: city.name, kind: 'thematic' },
      ...{ topic: { vi: 'Văn thư', en: 'Documents' }, from: '2024-05', to: '2024-06', scopes: ['own'] },
      done: { id: '1', number: 'KT-1', on: '2024-06-03' },
    },
  ],
};
const report = reportOf(world, city, '2024-06', '2024-07-01');
const MONTHS = ['01', '02', '03', '04', '05', '06'].map((month) => `2024-${month}`);
const handing = { by: 'Nguyễn Thị Ánh', at };

describe('the files of a report', () => {
  let telling: Parameters<typeof reportFile>[0];
  before(async () => {
    telling = { report, language: 'vi', t: (await loadTranslations())('vi') };
  });

  it('hold a sheet for each table and each list, no two of one name, with typed cells', async () => {
    const sheets = await readExcel(await buffer(reportFile(telling, 'xlsx', handing)));
    const names = sheets.map(({ sheet }) => sheet);
    expect(new Set(names.map((name) => name.toLowerCase())).size).to.equal(names.length);
    expect(names).to.include.members(['Kết quả kiểm tra', 'So với cùng kỳ năm trước']);
    const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data.slice(1, -1);
    expect(rows('Kiểm tra cùng kỳ năm trước')).to.have.length(1);
    expect(rows('Kế hoạch và thực hiện')?.[0]).to.deep.equal([
      ...[
        'Phường Bồ Đề',
        '01',
        'Kiểm tra chuyên đề',
        'Văn thư',
        '2024-05',
        '2024-06',
        'Đã thực hiện',
        'KT-1',
      ],
      ...[new Date('2024-06-03'), 'Đơn vị tiến hành'],
    ]);
    expect(rows('Quyết định về thời hạn')?.[0]?.slice(2, 4)).to.deep.equal([
      'Được gia hạn (cả trường hợp gia hạn ngắn hơn đề nghị)',
      new Date('2024-06-18'),
    ]);
    expect(rows('Xử lý trách nhiệm')?.[0]?.slice(2, 6)).to.deep.equal([
      ...['Tập thể', 'Văn phòng', 'Phê bình'],
      new Date('2024-06-25'),
    ]);
    expect(rows('Đơn vị và lượt kiểm tra')?.[0]?.slice(3)).to.deep.equal([1, new Date('2024-06-03')]);
  });

  it('hold the same lists as JSON, each row by the names of its columns', async () => {
    type Data = {
      format: number;
      figures: { key: string }[];
      lists: Record<string, Record<string, unknown>[]>;
    };
    const { format, figures, lists } = JSON.parse(await text(reportFile(telling, 'json', handing))) as Data;
    expect(format).to.equal(1);
    expect(figures.length).to.be.above(30);
    // In the order in which the report tells them first, though the totals come again beside last year's.
    expect(figures[0]?.key).to.equal('inspections?scope=own&span=month');
    const lengths = listsOf(telling).map(({ name, rows }) => [name, rows.length]);
    expect(Object.entries(lists).map(([name, rows]) => [name, rows.length])).to.deep.equal(lengths);
    expect(lists['plan']?.[0]).to.include({
      unit: 'Phường Bồ Đề',
      plannedTo: '2024-06',
      openedOn: '2024-06-03',
    });
    expect(lists['fresh']?.[0]?.['seen']).to.equal(
      '=HYPERLINK("x") Nguyễn Thị Ánh Tuyết, “sáng – chiều” <b>',
    );
    expect(lists['reopened']).to.deep.equal([]);
  });

  it('hold what each picture is drawn of, with the figures of its own table', async () => {
    const point = { month: '2024-06', inspections: 1, findings: 1, closed: 4, onTime: 3 };
    const drawn = { ...telling, report: { ...report, trend: [point] } };
    const sheets = await readExcel(await buffer(reportFile(drawn, 'xlsx', handing)));
    const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data.slice(1, -1);
    expect(rows('Diễn biến 13 tháng')).to.deep.equal([['2024-06', 1, 1, 4, 3, 75]]);
    expect(rows('Tần suất biểu hiện')?.map(([, , count, share]) => [count, share])).to.deep.equal([[1, 100]]);
    expect(rows('Đơn vị còn việc phải khắc phục')).to.deep.equal([['Phường Bồ Đề', 1, 1, 1]]);
    const numbers = ({ rows: all }: Chart) =>
      all.map(({ values }) => values.map((text) => parseInt(text, 10)));
    const [trend, signs, visits] = reportCharts(drawn, [point]);
    const list = (name: string) => listsOf(drawn).find((one) => one.name === name);
    const figures = (name: string, first: number, last?: number) =>
      list(name)?.rows.map((row) =>
        list(name)
          ?.columns.slice(first, last)
          .map(({ value }) => value(row)),
      );
    expect(figures('signs', 2)).to.deep.equal(signs && numbers(signs));
    expect(figures('visits', 1)).to.deep.equal(visits && numbers(visits));
    expect(figures('trend', 1, 3)).to.deep.equal(trend && numbers(trend).map((row) => row.slice(0, 2)));
    const { lists } = JSON.parse(await text(reportFile(drawn, 'json', handing))) as { lists: object };
    expect(lists)
      .to.have.property('visits')
      .with.deep.members([
        { unit: 'Phường Bồ Đề', ...Object.fromEntries(MONTHS.map((month, at) => [month, at === 5 ? 1 : 0])) },
      ]);
    expect(await text(reportFile(drawn, 'csv', handing, 'trend'))).to.include('2024-06,1,1,4,3,75');
    // Reports of an earlier making do not know their months.
    expect(listsOf(telling).find(({ name }) => name === 'trend')?.rows).to.deep.equal([]);
  });

  it('hold one list as CSV, in which nothing runs that somebody typed, and no list that there is not', async () => {
    const csv = await text(reportFile(telling, 'csv', handing, 'findings'));
    const [heads = '', row = ''] = csv.split('\r\n');
    expect(heads).to.include('Nội dung phát hiện').and.include('Thời hạn');
    expect(row).to.include(`"'=HYPERLINK(""x"") Nguyễn`).and.include('2024-06-28');
    expect(await text(reportFile(telling, 'csv', handing, 'awaiting'))).to.match(/^\uFEFFSố,/);
    expect(() => reportFile(telling, 'csv', handing, 'persons')).to.throw(NotFound);
  });

  it('tell of a unit that nobody visited this year but that was handled for what was found before', () => {
    const now = { ...handled, decision: { ...handled.decision, on: '2025-01-15' } };
    const of = (handlings: World['handlings'] & object) =>
      reportOf(
        { ...world, findings: [], inspections: [], plan: [], handlings },
        city,
        '2025-01',
        '2025-02-01',
      );
    expect([isEmpty(of([])), isEmpty(of([now]))]).to.deep.equal([true, false]);
  });
});
