import { expect } from 'chai';
import { readSvg } from '../../src/paper/svg.js';
import type { CoveredUnit, Visited } from '../../src/reports/coverage.js';
import { heatOf, sheetsOf } from '../../src/reports/coverage-heat.js';
import { heatCharts } from '../../src/reports/heat-chart.js';
import type { Scope } from '../../src/reports/scope.js';
import { loadTranslations } from '../../src/web/translations.js';
import { reportOf } from './support/make.js';
import { inspection, unit } from './support/world.js';

const ward = (id: string, parentId = 'city'): CoveredUnit => ({
  ...{ id, code: id, kind: 'ward', parentId },
  name: { vi: `Phường ${id}`, en: '' },
});
const district = (id: string): CoveredUnit => ({ ...ward(id), kind: 'urban_district' });
const visit = (unitId: string, days: string[], scope: Scope = 'own'): Visited => ({
  ...{ unitId, days, scopes: [scope], inMonth: true, kind: 'thematic' },
});
const many = (count: number, parentId?: string) =>
  Array.from({ length: count }, (_, index) => ward(`${parentId ?? 'w'}${index}`, parentId));

describe('the heat map of coverage', () => {
  it('counts the visits of each unit in each month of the year so far', () => {
    const visited = [visit('a', ['2024-01-31', '2024-03-01']), visit('a', ['2024-03-31'], 'below')];
    const heat = heatOf([ward('a'), ward('b')], visited, '2024-01-01', '2024-03-31');
    expect(heat.months).to.deep.equal(['2024-01', '2024-02', '2024-03']);
    expect(heat.rows.map(({ visits }) => visits)).to.deep.equal([
      [1, 0, 2],
      [0, 0, 0],
    ]);
  });

  it('puts wards under their district when they are too many to overlook', () => {
    const units = [district('d'), ...many(50, 'd')];
    const heat = heatOf(
      units,
      [visit('d3', ['2024-02-01']), visit('d', ['2024-02-02'])],
      '2024-01-01',
      '2024-02-29',
    );
    expect(heat.rows).to.deep.equal([{ name: { vi: 'Phường d', en: '' }, units: 51, visits: [0, 2] }]);
  });

  it('says how many it leaves out where nothing stands between, and takes as many sheets as it needs', () => {
    const visited = Array.from({ length: 45 }, (_, index) => visit(`w${index}`, ['2024-01-05']));
    const heat = heatOf(many(126), visited, '2024-01-01', '2024-01-31');
    expect([heat.rows.length, heat.left]).to.deep.equal([45, 81]);
    expect(sheetsOf(heat).map((rows) => rows.length)).to.deep.equal([40, 5]);
  });

  it('is a picture that paper can draw, with its figures in a table', async () => {
    const [city, small] = [unit('01', 'city', []), unit('a', 'ward', ['01'])];
    const made = inspection('1', city, small, { openedOn: '2024-02-05' });
    const world = { units: [city, small], inspections: [made], findings: [] };
    const report = reportOf(world, city, '2024-02', '2024-05-01');
    const t = (await loadTranslations())('vi');
    const [chart] = heatCharts({ report, language: 'vi', t });
    expect(chart?.rows).to.deep.equal([{ label: 'a', values: ['0', '1'] }]);
    for (const place of ['page', 'narrow', 'paper'] as const) {
      const { shapes, width } = readSvg((await chart?.draw(place)) ?? '');
      expect(width).to.be.above(100);
      expect(shapes.flatMap((shape) => (shape.kind === 'label' ? shape.text : []))).to.deep.equal([
        '1/24',
        '2',
        'a',
        '1',
      ]);
    }
  });
});
