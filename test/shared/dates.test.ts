import { expect } from 'chai';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  isDay,
  isMonth,
  lastDayOf,
  momentAt,
  printDay,
  printMoment,
  printMonth,
  readDay,
} from '../../src/shared/dates.js';

describe('days in Hanoi', () => {
  it('are the same whatever the zone of the server', () => {
    expect(dayOf(new Date('2026-11-22T16:59:59Z'))).to.equal('2026-11-22');
    expect(dayOf(new Date('2026-11-22T17:00:00Z'))).to.equal('2026-11-23');
    expect(momentAt('2026-11-23', '00:00').toISOString()).to.equal('2026-11-22T17:00:00.000Z');
  });

  it('are read as people type them', () => {
    for (const typed of ['5/1/2026', '05/01/2026', '5-1-2026', '5.1.2026', ' 05 01 2026 ', '2026-01-05']) {
      expect(readDay(typed), typed).to.equal('2026-01-05');
    }
  });

  it('are not guessed', () => {
    for (const typed of ['', '30/2/2026', '5/13/2026', '5/1', '5/1/26', 'mai', '1/1/99999', '0/1/2026']) {
      expect(readDay(typed), typed).to.equal(undefined);
    }
    expect(isDay('2026-02-30')).to.equal(false);
    expect(isMonth('2026-13')).to.equal(false);
    expect(isMonth('2026-8')).to.equal(false);
  });

  it('are printed in the language of the reader', () => {
    expect(printDay('2026-01-05', 'vi')).to.equal('05/01/2026');
    expect(printDay('2026-01-05', 'en')).to.equal('5 January 2026');
    expect(printMonth('2024-08', 'vi')).to.equal('tháng 8/2024');
    expect(printMonth('2024-08', 'en')).to.equal('August 2024');
    expect(printMoment(new Date('2026-01-05T07:02:00Z'), 'vi')).to.equal('14:02 05/01/2026');
  });

  it('add up', () => {
    expect(lastDayOf('2024-02')).to.equal('2024-02-29');
    expect(addMonths('2024-01', -1)).to.equal('2023-12');
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (days) => {
        expect(daysBetween('2026-01-01', addDays('2026-01-01', days))).to.equal(days);
      }),
    );
  });

  it('read back what they print', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = addDays('2000-01-01', days);
        expect(readDay(printDay(day, 'vi'))).to.equal(day);
      }),
    );
  });
});
