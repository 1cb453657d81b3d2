import { expect } from 'chai';
import { practiceFigures, type PracticeRow } from '../../src/reports/practice-figures.js';
import { presentContent } from '../../src/reports/report-content.js';
import { listsOf } from '../../src/reports/report-lists.js';
import { loadTranslations } from '../../src/web/translations.js';
import { groundOf, reportOf, sections } from './support/make.js';
import { inspection, unit } from './support/world.js';

const [city, ward] = [unit('01', 'city', []), unit('a', 'ward', ['01'])];
const row = (code: string, on: string): PracticeRow => ({
  ...{ id: `${code} ${on}`, inspectionId: 'i', number: 'KT-1', unit: ward.name, code, on },
  ...{ text: { vi: code, en: code }, note: '', scopes: ['own'] },
});
const rows = [
  row('B2', '2024-02-05'),
  row('A10', '2024-02-06'),
  row('A1', '2024-01-31'),
  row('A1', '2024-03-01'),
];

describe('good practice in a report', () => {
  const { period } = groundOf(city, '2024-02', '2024-05-01');

  it('is counted on the day of delivery, in all and by section of the checklist', () => {
    const { total, bySection } = practiceFigures(rows, period, sections);
    expect(total.own).to.deep.equal({ month: 2, year: 3 });
    expect(bySection.map(({ code, counts }) => [code, counts.own])).to.deep.equal([
      ['A', { month: 1, year: 2 }],
      ['B', { month: 1, year: 1 }],
    ]);
  });

  it('leaves as a list of its own with the report’s files', async () => {
    const t = (await loadTranslations())('vi');
    const told = (practices: PracticeRow[]) => {
      const world = { units: [city, ward], findings: [], inspections: [], practices };
      const report = reportOf(world, city, '2024-02', '2024-05-01');
      return listsOf({ report, language: 'vi', t }).find(({ title }) => title === 'Cách làm hay');
    };
    const list = told(rows.slice(0, 1));
    const cells = list?.columns.map(({ value }) => value(list.rows[0] as never));
    expect(cells).to.deep.equal(['KT-1', ward.name.vi, 'B2', 'B2', '', '2024-02-05', 'Đơn vị tiến hành']);
    expect(told([])?.rows).to.deep.equal([]);
  });

  it('stands below what the author has written of it, and is no section where there is neither', async () => {
    const t = (await loadTranslations())('vi');
    const world = {
      units: [city, ward],
      findings: [],
      inspections: [inspection('1', city, ward, { openedOn: '2024-02-05' })],
    };
    const said = (practices: PracticeRow[], text: string) =>
      presentContent({
        report: reportOf({ ...world, practices }, city, '2024-02', '2024-05-01'),
        ...{ language: 'vi', t, writing: { texts: { good_practice: text }, left: [], corrections: [] } },
      }).find(({ id }) => id === 'good_practice');
    const both = said(rows, 'Niêm yết bằng mã QR.');
    expect(both?.sentences[0]).to.equal('Niêm yết bằng mã QR.');
    expect(both?.sentences).to.have.length(2);
    expect(both?.tables).to.have.length(1);
    expect(said(rows, '')?.tables).to.have.length(1);
    expect(said([], 'Niêm yết bằng mã QR.')?.tables).to.deep.equal([]);
    expect(said([], '')).to.equal(undefined);
  });
});
