import { expect } from 'chai';
import { asOf, periodOf, readMonth, standingOf, typeMonth } from '../../src/reports/period.js';

describe('the period of a report', () => {
  it('is the month, and the year up to its last day', () => {
    expect(periodOf('2024-02')).to.deep.equal({ from: '2024-02-01', to: '2024-02-29', since: '2024-01-01' });
  });

  it('is running until its last day is over, and future until its first has begun', () => {
    const standings = ['2024-07-31', '2024-08-01', '2024-08-31', '2024-09-01'].map((day) =>
      standingOf('2024-08', day),
    );
    expect(standings).to.deep.equal(['future', 'running', 'running', 'ended']);
  });

  it('describes the evening of its last day, or of today while it runs', () => {
    const period = periodOf('2024-08');
    expect([asOf(period, '2024-08-15'), asOf(period, '2024-10-01')]).to.deep.equal([
      '2024-08-15',
      '2024-08-31',
    ]);
  });

  it('is read as people type it', () => {
    const typed = [
      '8/2024',
      '08-2024',
      '08.2024',
      ' Tháng 8/2024 ',
      '2024-08',
      'tháng 8/2024'.normalize('NFD'),
    ];
    for (const text of typed) expect(readMonth(text), text).to.equal('2024-08');
    for (const text of ['', '13/2024', '8', '2024', '8/2024/8', '8/24', '00/2024'])
      expect(readMonth(text), text).to.equal(undefined);
    expect(typeMonth('2024-08')).to.equal('8/2024');
  });
});
