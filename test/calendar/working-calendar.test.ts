import { expect } from 'chai';
import fc from 'fast-check';
import { shippedYears } from '../../src/calendar/calendar.data.js';
import {
  addWorkingDays,
  blankYear,
  calendarsOf,
  isWorkingDay,
  whyOff,
} from '../../src/calendar/working-calendar.js';
import { unconfirmedBetween, workingDaysBetween } from '../../src/calendar/working-days.js';
import { addDays, weekdayOf } from '../../src/shared/dates.js';

const years = shippedYears();
const calendars = calendarsOf(years);
const entries = years.flatMap((year) => year.days);

describe('the shipped working calendar', () => {
  it('holds the days of 2023 to 2026, each year with the document that fixed it', () => {
    expect(years.map((year) => year.year)).to.deep.equal([2023, 2024, 2025, 2026]);
    expect(entries).to.have.length(53);
    for (const year of years) expect(year.document).to.match(/VPCP-KGVX/);
  });

  it('names every day in both languages with its source', () => {
    for (const { name, source } of entries) {
      expect(name.vi).not.to.equal('');
      expect(name.en).not.to.equal('');
      expect(source).not.to.equal('');
    }
  });

  for (const entry of entries.filter((candidate) => candidate.kind === 'off')) {
    it(`does not count ${entry.day}, ${entry.name.vi}`, () => {
      expect(isWorkingDay(entry.day, calendars)).to.equal(false);
      expect(whyOff(entry.day, calendars)).to.deep.equal(entry.name);
      expect(addWorkingDays(addDays(entry.day, -1), 1, calendars).skipped).to.deep.include({
        day: entry.day,
        why: entry.name,
      });
    });
  }

  for (const entry of entries.filter((candidate) => candidate.kind === 'work')) {
    it(`counts the make-up Saturday ${entry.day}`, () => {
      expect(weekdayOf(entry.day)).to.equal(6);
      expect(isWorkingDay(entry.day, calendars)).to.equal(true);
      expect(addWorkingDays(addDays(entry.day, -1), 1, calendars).dueOn).to.equal(entry.day);
    });
  }
});

describe('a term of working days', () => {
  it('does not count the day of the event', () => {
    expect(addWorkingDays('2026-03-02', 1, calendars).dueOn).to.equal('2026-03-03');
  });

  it('passes over the weekend and says so', () => {
    const receipt = addWorkingDays('2026-03-05', 2, calendars);
    expect(receipt.dueOn).to.equal('2026-03-09');
    expect(receipt.skipped).to.deep.equal([
      { day: '2026-03-07', why: { vi: 'Thứ Bảy', en: 'Saturday' } },
      { day: '2026-03-08', why: { vi: 'Chủ nhật', en: 'Sunday' } },
    ]);
  });

  it('passes over Tết and counts the make-up Saturday: 20 days from 2 January 2026', () => {
    // 10 January is worked for 2 January; Tết Bính Ngọ is off from 16 to 20 February.
    expect(addWorkingDays('2026-01-02', 20, calendars).dueOn).to.equal('2026-01-29');
    expect(addWorkingDays('2026-02-13', 1, calendars).dueOn).to.equal('2026-02-23');
  });

  it('ends on the day of the event itself when it is no day long, or on the next working day', () => {
    expect(addWorkingDays('2026-03-02', 0, calendars).dueOn).to.equal('2026-03-02');
    expect(addWorkingDays('2026-03-07', 0, calendars).dueOn).to.equal('2026-03-09');
  });

  it('names the versions of the calendars that it was counted with', () => {
    const receipt = addWorkingDays('2025-12-20', 20, calendars);
    expect(receipt.calendars).to.deep.equal(['2025/1', '2026/1']);
    expect(receipt.unconfirmedYears).to.deep.equal([]);
  });

  it('flags a year without a calendar instead of counting it in silence', () => {
    const receipt = addWorkingDays('2026-12-25', 10, calendars);
    expect(receipt.calendars).to.deep.equal(['2026/1']);
    expect(receipt.unconfirmedYears).to.deep.equal([2027]);
  });

  it('flags a year that is entered but not confirmed', () => {
    const entered = calendarsOf([...years, { ...blankYear(2027), version: 2 }]);
    const receipt = addWorkingDays('2026-12-25', 10, entered);
    expect(receipt.calendars).to.deep.equal(['2026/1', '2027/2']);
    expect(receipt.unconfirmedYears).to.deep.equal([2027]);
  });

  it('counts 24 November 2026, whose law was not found, and says that it is not confirmed', () => {
    const receipt = addWorkingDays('2026-11-20', 2, calendars);
    expect(receipt.dueOn).to.equal('2026-11-24');
    expect(receipt.unconfirmedDays.map((entry) => entry.day)).to.deep.equal(['2026-11-24']);
    expect(receipt.unconfirmedYears).to.deep.equal([]);
  });

  it('follows a year whose week is another', () => {
    const calendar = calendarsOf([{ ...blankYear(2030), confirmed: true, weeklyOff: [0] }]);
    expect(isWorkingDay('2030-01-05', calendar)).to.equal(true);
    expect(isWorkingDay('2030-01-06', calendar)).to.equal(false);
  });
});

describe('the days left until a due date', () => {
  it('are positive before, none on the day, and negative after it', () => {
    expect(workingDaysBetween('2026-03-02', '2026-03-05', calendars)).to.equal(3);
    expect(workingDaysBetween('2026-03-05', '2026-03-05', calendars)).to.equal(0);
    expect(workingDaysBetween('2026-03-10', '2026-03-05', calendars)).to.equal(-3);
  });

  it('are none while only days off have passed since', () => {
    expect(workingDaysBetween('2026-03-07', '2026-03-06', calendars)).to.equal(0);
  });

  it('are counted across years', () => {
    expect(workingDaysBetween('2023-01-01', '2026-12-31', calendars)).to.equal(
      // Weekdays of four years, less the days off that fall on weekdays, plus the make-up Saturdays.
      1044 -
        entries.filter(({ kind }) => kind === 'off').length +
        entries.filter(({ kind }) => kind === 'work').length,
    );
  });
});

describe('counting working days, whatever the dates', () => {
  const day = fc.integer({ min: 0, max: 1460 }).map((offset) => addDays('2023-01-01', offset));
  const term = fc.integer({ min: 0, max: 250 });

  it('never ends on a day off', () => {
    fc.assert(
      fc.property(day, term, (from, days) =>
        isWorkingDay(addWorkingDays(from, days, calendars).dueOn, calendars),
      ),
    );
  });

  it('ends later when the term is longer, and never earlier when it starts later', () => {
    fc.assert(
      fc.property(day, term, fc.integer({ min: 1, max: 30 }), (from, days, more) => {
        const due = addWorkingDays(from, days, calendars).dueOn;
        const moved = addWorkingDays(addDays(from, more), days, calendars).dueOn;
        return due < addWorkingDays(from, days + more + 1, calendars).dueOn && due <= moved;
      }),
    );
  });

  it('is undone by counting back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 250 }), (from, days) => {
        const { dueOn } = addWorkingDays(from, days, calendars);
        return (
          workingDaysBetween(from, dueOn, calendars) === days &&
          workingDaysBetween(dueOn, from, calendars) === -days
        );
      }),
    );
  });

  it('accounts for every day between the event and the due date', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 120 }), (from, days) => {
        const { dueOn, skipped } = addWorkingDays(from, days, calendars);
        return addDays(from, days + skipped.length) === dueOn;
      }),
    );
  });
});

describe('the years that a count of working days runs through', () => {
  it('are told when nobody has confirmed or entered their calendar', () => {
    const some = calendarsOf(
      [2024, 2025, 2026].map((year) => ({ ...blankYear(year), confirmed: year === 2025 })),
    );
    expect(unconfirmedBetween('2024-12-30', '2026-01-02', some)).to.deep.equal([2024, 2026]);
    expect(unconfirmedBetween('2025-01-02', '2025-12-30', some)).to.deep.equal([]);
    expect(unconfirmedBetween('2031-01-02', '2031-01-03', some)).to.deep.equal([2031]);
  });
});
