import { expect } from 'chai';
import { planFigures, planned, type PlanRow } from '../../src/reports/plan-figures.js';
import type { Scope } from '../../src/reports/scope.js';
import { termOf } from './support/make.js';

const line = (id: string, to: string, more: Partial<PlanRow> = {}): PlanRow => ({
  ...{
    id,
    planId: 'p',
    unit: { vi: 'a', en: 'a' },
    authority: { vi: '01', en: '01' },
    kind: 'thematic',
    topic: { vi: 'x', en: '' },
  },
  ...{ from: to, to, scopes: ['own'] as Scope[] },
  ...more,
});
const rows = [
  line('february', '2024-02', { movedOn: '2024-02-20' }),
  line('done', '2024-08', { done: { id: 'i', number: 'KT-1', on: '2024-08-05' }, movedOn: '2024-01-15' }),
  line('late', '2024-08', { done: { id: 'j', number: 'KT-2', on: '2024-09-02' } }),
  line('called off', '2024-08', { cancelledOn: '2024-09-03' }),
  line('quarter', '2024-09', { from: '2024-07' }),
];
const told = (code: string, asOf: string, span: 'month' | 'year') =>
  Object.fromEntries(
    planFigures(rows, termOf(code), asOf).map(({ count, counts }) => [count, counts.own[span]]),
  );

describe('the plan in a report', () => {
  it('is told as it stood on the evening of the report: what came later is not done and not cancelled yet', () => {
    expect(told('2024-08', '2024-08-31', 'month')).to.deep.equal({
      all: 3,
      done: 1,
      moved: 1,
      cancelled: 0,
      left: 2,
    });
    expect(told('2024-08', '2024-09-30', 'month')).to.deep.equal({
      all: 3,
      done: 2,
      moved: 1,
      cancelled: 1,
      left: 0,
    });
  });

  it('counts a line in the term of its last month, and in the year up to there', () => {
    expect(told('2024-08', '2024-08-31', 'year')['all']).to.equal(4);
    expect(told('2024-q3', '2024-09-30', 'month')['all']).to.equal(4);
    expect(told('2024', '2024-12-31', 'month')['all']).to.equal(5);
  });

  it('lists as many lines as each figure says', () => {
    for (const { count, counts } of planFigures(rows, termOf('2024-q3'), '2024-09-30'))
      for (const span of ['month', 'year'] as const)
        expect(planned(rows, termOf('2024-q3'), '2024-09-30', span, count)).to.have.length(counts.own[span]);
  });
});
