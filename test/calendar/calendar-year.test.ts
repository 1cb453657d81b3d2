import { expect } from 'chai';
import { shippedYears } from '../../src/calendar/calendar.data.js';
import { readDays } from '../../src/calendar/calendar-import.service.js';
import {
  assertReason,
  blankRecord,
  readYear,
  reasonOf,
  withConfirmation,
  withDay,
  withoutDay,
} from '../../src/calendar/calendar-year.js';
import { Invalid } from '../../src/shared/errors.js';

const name = { vi: 'Tết Đinh Mùi', en: 'Lunar New Year' };
const year = blankRecord(2027);
const off = { day: '2027-02-08', kind: 'off', name, source: '' } as const;

describe('editing the calendar of a year', () => {
  it('keeps the days in the order of the year', () => {
    const earlier = { ...off, day: '2027-01-01' };
    const days = withDay(withDay(year, off), earlier).days;
    expect(days.map((entry) => entry.day)).to.deep.equal(['2027-01-01', '2027-02-08']);
  });

  const refused: [string, () => unknown, string][] = [
    [
      'a day of another year',
      () => withDay(year, { ...off, day: '2026-02-16' }),
      'calendar:errors.otherYear',
    ],
    [
      'a day that does not exist',
      () => withDay(year, { ...off, day: '2027-02-30' }),
      'calendar:errors.otherYear',
    ],
    ['a day that stands there already', () => withDay(withDay(year, off), off), 'calendar:errors.known'],
    [
      'a day off on a weekly day off',
      () => withDay(year, { ...off, day: '2027-02-06' }),
      'calendar:errors.restsAnyway',
    ],
    [
      'a make-up day on a working day',
      () => withDay(year, { ...off, kind: 'work' }),
      'calendar:errors.worksAnyway',
    ],
    ['taking out a day that is not there', () => withoutDay(year, '2027-02-08'), 'calendar:errors.unknown'],
    [
      'a confirmation without the document',
      () => withConfirmation(year, { confirmed: true, document: '', weeklyOff: [0, 6] }),
      'calendar:errors.documentMissing',
    ],
    [
      'a week without a working day',
      () => withConfirmation(year, { confirmed: false, document: '', weeklyOff: [0, 1, 2, 3, 4, 5, 6] }),
      'calendar:errors.noWorkingDay',
    ],
  ];
  for (const [what, act, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(act).to.throw(Invalid).with.property('errors').that.has.nested.property('[0].message', message);
    });
  }

  it('takes a day out again', () => {
    expect(withoutDay(withDay(year, off), off.day).days).to.deep.equal([]);
  });

  it('asks for a reason once the year was confirmed', () => {
    expect(() => assertReason({ confirmed: true }, '')).to.throw(Invalid);
    assertReason({ confirmed: false }, '');
    assertReason({ confirmed: true }, 'Nhập nhầm');
    expect(reasonOf('9/TB-BNV', 'Nhập nhầm')).to.equal('9/TB-BNV – Nhập nhầm');
    expect(reasonOf('', '')).to.equal('');
  });

  it('reads the years that ship with the product from a table as they are', () => {
    for (const shipped of shippedYears()) {
      const rows = shipped.days.map((entry, index) => ({
        row: index + 2,
        cell: (name: string) =>
          ({
            date: entry.day,
            kind: entry.kind,
            name_vi: entry.name.vi,
            name_en: entry.name.en,
            source: entry.source,
          })[name] ?? '',
      }));
      expect(readDays(blankRecord(shipped.year), rows, '')).to.deep.equal({ days: shipped.days, faults: [] });
    }
  });

  it('reads the year of an address, and nothing else', () => {
    expect(readYear('2027')).to.equal(2027);
    for (const text of ['', '27', '1999', '2101', '2027a', undefined])
      expect(readYear(text)).to.equal(undefined);
  });
});
