import { expect } from 'chai';
import fc from 'fast-check';
import { coverageOf } from '../../src/plans/coverage.js';
import { drawHeatMap } from '../../src/plans/coverage-map.js';
import { gapsOf, visitsByMonth } from '../../src/plans/plan-gaps.js';
import { codeOf, spanCodes, spanOf, spread, standingOf } from '../../src/plans/plan-line.js';

const line = (from: string, to = from, state: 'planned' | 'cancelled' = 'planned', topic = 'A') => ({
  from,
  to,
  state,
  topic: { vi: topic, en: '' },
  unit: { id: 'u' },
});

describe('the time of a planned visit', () => {
  it('is a month or a quarter, and reads back what it writes', () => {
    expect(spanOf('M03', 2026)).to.deep.equal({ from: '2026-03', to: '2026-03' });
    expect(spanOf('Q4', 2026)).to.deep.equal({ from: '2026-10', to: '2026-12' });
    for (const code of spanCodes) expect(codeOf(spanOf(code, 2026))).to.equal(code);
  });

  it('is spread over the year so that no month has more than one visit above another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (count) => {
        const spans = spread(Array.from({ length: count }), 2026).map(([, span]) => span.from);
        const months = new Map<string, number>();
        for (const month of spans) months.set(month, (months.get(month) ?? 0) + 1);
        const most = Math.max(...months.values());
        const least = months.size < 12 ? 0 : Math.min(...months.values());
        expect(most - least).to.be.at.most(1);
        expect([...spans].sort()).to.deep.equal(spans);
        expect(spans.every((month) => month.startsWith('2026-'))).to.equal(true);
      }),
      { seed: 24 },
    );
  });
});

describe('how a line of a plan stands', () => {
  const march = { state: 'planned' as const, to: '2026-03' };
  it('follows the inspection that was made of it', () => {
    expect(standingOf(march, undefined, '2026-03-31')).to.equal('planned');
    expect(standingOf(march, { state: 'approved' }, '2026-03-31')).to.equal('prepared');
    expect(standingOf(march, { state: 'opened', openedOn: '2026-05-02' }, '2026-06-01')).to.equal('done');
  });
  it('is late when its last month is over, until the visit is opened', () => {
    expect(standingOf(march, undefined, '2026-04-01')).to.equal('late');
    expect(standingOf(march, { state: 'approved' }, '2026-04-01')).to.equal('late');
  });
  it('is open again when the inspection was called off, and stays out once it is taken out', () => {
    expect(standingOf(march, { state: 'cancelled' }, '2026-03-01')).to.equal('planned');
    expect(standingOf({ ...march, state: 'cancelled' }, undefined, '2026-12-01')).to.equal('cancelled');
  });
});

describe('what a plan lacks', () => {
  const facts = {
    plan: {
      year: 2026,
      topics: [
        { vi: 'A', en: '' },
        { vi: 'B', en: '' },
      ],
      limits: { monthsBetween: 24, visitsPerMonth: 2 },
    },
    lines: [
      line('2026-01'),
      line('2026-01'),
      line('2026-01', '2026-03'),
      line('2026-05', '2026-05', 'cancelled', 'B'),
    ],
    unitIds: ['never', 'long', 'just', 'planned'],
    plannedIds: new Set(['planned']),
    lastVisits: new Map([
      ['long', '2024-11-30'],
      ['just', '2024-12-01'],
    ]),
  };
  it('are the units that will have waited too long and are not in it', () => {
    expect(gapsOf(facts).neglected).to.deep.equal(['never', 'long']);
  });
  it('are topics without a line that stands', () => {
    expect(gapsOf(facts).topics).to.deep.equal([{ vi: 'B', en: '' }]);
  });
  it('are months with more visits than the limit, a quarter’s visit counted a third in each', () => {
    expect(
      visitsByMonth(facts.lines, 2026)
        .slice(0, 4)
        .map(({ visits }) => Math.round(visits * 100) / 100),
    ).to.deep.equal([2.33, 0.33, 0.33, 0]);
    expect(gapsOf(facts).overloaded.map(({ month }) => month)).to.deep.equal(['2026-01']);
  });
});

describe('what a year has covered', () => {
  const units = [
    { id: 'a', kind: 'ward' as const },
    { id: 'b', kind: 'ward' as const },
    { id: 'c', kind: 'commune' as const },
  ];
  const facts = {
    year: 2026,
    units,
    visits: [
      { unitId: 'a', openedOn: '2026-02-03' },
      { unitId: 'a', openedOn: '2026-02-20' },
      { unitId: 'c', openedOn: '2026-12-31' },
      { unitId: 'a', openedOn: '2025-02-03' },
      { unitId: 'gone', openedOn: '2026-02-03' },
    ],
    lines: [
      { ...line('2026-02'), unit: { id: 'b' } },
      { ...line('2026-02', '2026-02', 'cancelled'), unit: { id: 'c' } },
    ],
    lastVisits: new Map([['a', '2026-02-20']]),
  };
  it('stands in the month or quarter in which it happened', () => {
    const byMonth = coverageOf(facts, 'month');
    expect(byMonth.rows[0]?.cells[1]).to.deep.equal({ done: 2, planned: 0 });
    expect(byMonth.rows[1]?.cells[1]).to.deep.equal({ done: 0, planned: 1 });
    const byQuarter = coverageOf(facts, 'quarter');
    expect(byQuarter.rows.map(({ cells }) => cells.length)).to.deep.equal([4, 4, 4]);
    expect(byQuarter.rows[2]?.cells[3]).to.deep.equal({ done: 1, planned: 0 });
  });
  it('counts a unit once, cumulatively, within its kind', () => {
    const { groups, reached } = coverageOf(facts, 'quarter');
    expect(reached).to.equal(2);
    expect(groups).to.deep.equal([
      { kind: 'ward', units: 2, reached: [1, 1, 1, 1] },
      { kind: 'commune', units: 1, reached: [0, 0, 0, 1] },
    ]);
  });
  it('is drawn without styles, and what stands in it is text only', () => {
    const svg = drawHeatMap({
      columns: ['1'],
      rows: [{ label: '<b>&"', shares: [1, null], texts: ['100 %', ''] }],
    });
    expect(svg).to.include('&lt;b&gt;&amp;&quot;').and.to.include('100 %');
    expect(svg).to.not.match(/style=|<style/);
  });
});
