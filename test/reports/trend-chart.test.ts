import { expect } from 'chai';
import type { ChartView } from '../../src/reports/chart.js';
import { withoutStyles } from '../../src/reports/echarts.js';
import { presentTrendChart } from '../../src/reports/trend.presenter.js';
import { addMonths } from '../../src/shared/dates.js';
import { loadTranslations } from '../../src/web/translations.js';

const points = Array.from({ length: 13 }, (_, index) => ({
  month: addMonths('2023-08', index),
  inspections: index,
  findings: 2 * index,
  closed: index === 0 ? 0 : 8,
  onTime: index === 0 ? 0 : 6,
}));

describe('the chart of thirteen months', () => {
  let chart: ChartView;
  before(async () => {
    const translate = await loadTranslations();
    chart = await presentTrendChart(points, 'vi', translate('vi'));
  });

  it('is drawn without anything that the security policy of pages forbids', () => {
    expect(chart.svg).to.match(/^<svg /);
    expect(chart.svg).not.to.match(/ style=|<style|<script|javascript:| on\w+=/);
  });

  it('tells its lines apart without colour', () => {
    const dashes = new Set(chart.svg.match(/stroke-dasharray="[^"]+"/g));
    expect(dashes.size).to.be.at.least(2);
  });

  it('says the same in a table', () => {
    expect(chart.columns).to.have.length(4);
    expect(chart.rows[0]).to.deep.equal({ label: 'tháng 8/2023', values: ['0', '0', '–'] });
    expect(chart.rows[12]).to.deep.equal({ label: 'tháng 8/2024', values: ['12', '24', '75 %'] });
  });

  it('scales with its place', () => {
    expect(chart.svg).to.match(/viewBox="0 0 \d+ \d+"/);
  });

  it('writes style properties as attributes', () => {
    const svg = '<svg><style>.a{}</style><text style="font-size:12px;fill:#000;" x="1"/></svg>';
    expect(withoutStyles(svg)).to.equal('<svg><text font-size="12px" fill="#000" x="1"/></svg>');
  });
});
