import { expect } from 'chai';
import { besideOf, periodOf, spread, weekNumberOf } from '../../src/schedule/period.js';
import { addressOf, readScheduleFilter } from '../../src/schedule/schedule-filter.js';

describe('a period of the schedule', () => {
  it('is a month in weeks from Monday on, empty outside the month', () => {
    const { first, last, weeks } = periodOf('month', '2026-03-15');
    expect([first, last, weeks.length]).to.deep.equal(['2026-03-01', '2026-03-31', 6]);
    // 1 March 2026 is a Sunday.
    expect(weeks[0]).to.deep.equal([null, null, null, null, null, null, '2026-03-01']);
    expect(weeks[1]?.[0]).to.equal('2026-03-02');
    expect(weeks.flat().filter((day) => day !== null)).to.have.length(31);
  });

  it('is a week from its Monday to its Sunday, also across a year', () => {
    expect(periodOf('week', '2027-01-03').weeks).to.deep.equal([
      ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'],
    ]);
  });

  it('numbers weeks by ISO 8601', () => {
    const numbers = ['2024-12-30', '2026-01-01', '2026-12-31', '2027-01-03', '2027-01-04'].map(weekNumberOf);
    expect(numbers).to.deep.equal([1, 1, 53, 53, 1]);
  });

  it('has one before it and one after it', () => {
    const month = periodOf('month', '2026-01-31');
    expect([besideOf(month, -1), besideOf(month, 1)]).to.deep.equal(['2025-12-01', '2026-02-01']);
    const week = periodOf('week', '2026-03-02');
    expect([besideOf(week, -1), besideOf(week, 1)]).to.deep.equal(['2026-02-23', '2026-03-09']);
  });

  it('puts a visit on each of its days, shows as many as fit and counts the rest', () => {
    const period = periodOf('month', '2026-03-01');
    const things = [
      { id: 'long', from: '2026-02-20', to: '2026-03-02' },
      { id: 'a', from: '2026-03-02', to: '2026-03-03' },
      { id: 'b', from: '2026-03-02', to: '2026-03-02' },
      { id: 'late', from: '2026-03-31', to: '2026-04-09' },
    ];
    const days = spread(things, period, 2);
    expect([...days.keys()].sort()).to.deep.equal(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-31']);
    const second = days.get('2026-03-02');
    expect([second?.count, second?.shown.map(({ id }) => id)]).to.deep.equal([3, ['long', 'a']]);
  });
});

describe('the address of the schedule', () => {
  const today = '2026-03-02';

  it('names the month or the Monday of the week, and what is not usual', () => {
    const filter = readScheduleFilter({ week: '2026-03-05', view: 'mine', show: 'due' }, today);
    expect(filter).to.deep.equal({ span: 'week', on: '2026-03-02', view: 'mine', show: 'due' });
    expect(addressOf(filter)).to.equal('/schedule?week=2026-03-02&view=mine&show=due');
    expect(addressOf({ ...filter, span: 'month', view: 'all', show: 'all' })).to.equal(
      '/schedule?month=2026-03',
    );
  });

  it('leads to the present month when it names nothing that exists', () => {
    for (const query of [
      {},
      { month: '2026-13' },
      { week: '2026-02-30' },
      { month: '1850-01' },
      { week: 'x' },
    ])
      expect(readScheduleFilter(query, today)).to.deep.equal({
        span: 'month',
        on: '2026-03-01',
        view: 'all',
        show: 'all',
      });
  });
});
