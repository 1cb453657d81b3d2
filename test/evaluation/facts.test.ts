import { expect } from 'chai';
import { monthsUntil, queriesOf, readMonth, rowsOf, totalOf } from '../../src/evaluation/facts.js';

describe('the facts for an evaluation', () => {
  it('are those of this month, or of one that is over', () => {
    expect(readMonth('2026-02', '2026-03-09')).to.equal('2026-02');
    expect(readMonth('2026-04', '2026-03-09')).to.equal('2026-03');
    expect(readMonth('tháng 2', '2026-03-09')).to.equal('2026-03');
    expect(monthsUntil('2026-02-10', 3)).to.deep.equal(['2026-02', '2026-01', '2025-12']);
  });

  it('tell what is open on the last evening of the month, or today', () => {
    expect(queriesOf('2026-02', '2026-03-09').open).to.deep.equal({ standing: 'open', on: '2026-02-28' });
    expect(queriesOf('2026-03', '2026-03-09').overdue).to.deep.equal({
      standing: 'overdue',
      on: '2026-03-09',
    });
    expect(queriesOf('2026-02', '2026-03-09').returned).to.deep.equal({
      returnedFrom: '2026-02-01',
      returnedTo: '2026-02-28',
    });
  });

  it('are one row for each unit or post, and their sum', () => {
    const who = (unitId: string, post = '') => ({ unitId, unit: unitId, unitEnglish: '', post });
    const rows = rowsOf([
      { ...who('Đống Đa'), name: 'findings', count: 3 },
      { ...who('Ba Đình'), name: 'findings', count: 2 },
      { ...who('Đống Đa'), name: 'late', count: 1 },
    ]);
    expect(rows.map(({ unitId, facts }) => [unitId, facts.findings, facts.late])).to.deep.equal([
      ['Ba Đình', 2, 0],
      ['Đống Đa', 3, 1],
    ]);
    expect(totalOf(rows)).to.include({ findings: 5, late: 1, open: 0 });
  });
});
