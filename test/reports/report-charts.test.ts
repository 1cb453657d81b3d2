import { expect } from 'chai';
import { drawBars } from '../../src/reports/bars-chart.js';
import { rankingChart, signsChart } from '../../src/reports/report-charts.js';
import type { CompiledReport } from '../../src/reports/report.js';
import type { Telling } from '../../src/reports/tables/figure-table.js';
import { loadTranslations } from '../../src/web/translations.js';

const unit = (name: string) => ({ vi: name, en: '' });
const rows = (...names: string[]) => names.map((name) => ({ unit: unit(name) }));
const spread = (year: number) => ({
  own: { month: 0, year },
  below: { month: 0, year: 0 },
  received: { month: 0, year: 0 },
});
const sign = (code: string) => ({ code, text: { vi: `Biểu hiện ${code}`, en: '' }, provisional: false });

async function tellingOf(more: object): Promise<Telling> {
  const translate = await loadTranslations();
  const report = {
    scopes: ['own'],
    findings: {
      total: spread(10),
      bySign: [
        { sign: sign('1'), counts: spread(3) },
        { sign: sign('2'), counts: spread(7) },
      ],
    },
    lists: {
      opening: rows('Phường A', 'Phường A', 'Phường A', 'Phường C'),
      closing: rows('Phường A', 'Phường B', 'Phường B', 'Phường C'),
      overdue: rows('Phường C'),
    },
    ...more,
  } as unknown as CompiledReport;
  return { report, language: 'vi', t: translate('vi') };
}

describe('the charts of a report', () => {
  it('show signs by how often they were found, with their share', async () => {
    const chart = signsChart(await tellingOf({}));
    expect(chart?.rows).to.deep.equal([
      { label: '2. Biểu hiện 2', values: ['7', '70 %'] },
      { label: '1. Biểu hiện 1', values: ['3', '30 %'] },
    ]);
  });

  it('rank units by what is overdue, then by what is open, with the change since the beginning', async () => {
    const chart = rankingChart(await tellingOf({}));
    expect(chart?.rows).to.deep.equal([
      { label: 'Phường C', values: ['1', '1', '±0'] },
      { label: 'Phường B', values: ['2', '0', '+2'] },
      { label: 'Phường A', values: ['1', '0', '−2'] },
    ]);
    const svg = (await chart?.draw('paper')) ?? '';
    expect(svg).to.include('2 (+2)').and.include('Phường B');
  });

  it('are left out where there is nothing to compare', async () => {
    const empty = { opening: [], closing: rows('Phường A'), overdue: [] };
    expect(rankingChart(await tellingOf({ lists: empty }))).to.equal(null);
    expect(signsChart(await tellingOf({ findings: { total: spread(0), bySign: [] } }))).to.equal(null);
  });

  it('are drawn for a telephone as narrow as it is, in two grounds that differ in grey', async () => {
    const bars = { series: ['A', 'B'], rows: [{ label: 'Phường', values: [1, 2], said: '3 (+1)' }] };
    const svg = await drawBars(bars, 'narrow');
    expect(svg)
      .to.match(/viewBox="0 0 420 \d+"/)
      .and.include('#dbe8f4')
      .and.include('#8f1d17');
    expect(svg).not.to.match(/ style=|<style|<script/);
  });
});
