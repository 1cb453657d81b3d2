import { expect } from 'chai';
import fc from 'fast-check';
import { shippedYears } from '../../src/calendar/calendar.data.js';
import { addWorkingDays, calendarsOf, isWorkingDay } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import {
  earliestDay,
  faultsOfAsking,
  faultsOfDate,
  latestDay,
  timesLeft,
} from '../../src/extensions/extension.js';
import { daysOf } from '../../src/extensions/receipt.js';
import type { Finding } from '../../src/findings/finding.js';
import type { ExtensionRequest } from '../../src/findings/ledger.js';
import { addDays } from '../../src/shared/dates.js';

const calendars = calendarsOf(shippedYears());
const rules = { calendars, allowance: { times: 2, days: 20 } };
const nobody = { personId: '', name: '', post: '' };

/** A finding that is due on Monday, 16 March 2026. */
const finding = (more: Partial<Finding> = {}) =>
  ({ deadline: addWorkingDays('2026-03-02', 10, calendars), dueOn: '2026-03-16', ...more }) as Finding;

const request = (decided: 'granted' | 'refused' | undefined, at = '2026-03-05'): ExtensionRequest => ({
  kind: 'extension',
  id: at,
  by: nobody,
  at: new Date(`${at}T03:00:00Z`),
  reason: '',
  progress: '',
  before: '2026-03-16',
  asked: '2026-03-20',
  consent: { kind: 'own', name: '', post: '', paper: '', fileIds: [] },
  decideBy: '2026-03-10',
  ...(decided === undefined
    ? {}
    : {
        decision: {
          id: '',
          by: nobody,
          at: new Date(),
          on: '2026-03-06',
          outcome: decided,
          reason: '',
          ...(decided === 'granted' ? { dueOn: '2026-03-20' } : {}),
        },
      }),
});

const askedOn = (today: string, more: Partial<Finding> = {}) =>
  faultsOfAsking(finding(more), today, rules).map(({ message }) => message);
const askedFor = (day: string, more: Partial<Finding> = {}) =>
  faultsOfDate(finding(more), day, rules).map(({ message }) => message);

describe('asking for more time', () => {
  it('is possible until the due date has passed', () => {
    expect(askedOn('2026-03-16')).to.deep.equal([]);
    expect(askedOn('2026-03-17')).to.deep.equal(['extensions:errors.pastDue']);
  });

  it('waits for the decision on the request before', () => {
    expect(askedOn('2026-03-09', { ledger: [request(undefined)] })).to.deep.equal([
      'extensions:errors.pending',
    ]);
    expect(askedOn('2026-03-09', { ledger: [request('refused')] })).to.deep.equal([]);
  });

  it('is possible as often as the severity allows, refusals not counted, and anew after a reopening', () => {
    const ledger = [request('granted'), request('refused'), request('granted')];
    expect(askedOn('2026-03-09', { ledger })).to.deep.equal(['extensions:errors.tooOften']);
    expect(timesLeft(finding({ ledger }), rules.allowance)).to.equal(0);
    expect(timesLeft(finding({ ledger, reopenedOn: '2026-03-06' }), rules.allowance)).to.equal(2);
  });
});

describe('the date asked for', () => {
  it('lies after the current one', () => {
    expect(askedFor('2026-03-16')).to.deep.equal(['extensions:errors.notLater']);
    expect(askedFor('2026-02-10')).to.deep.equal(['extensions:errors.notLater']);
    expect(askedFor('2026-03-17')).to.deep.equal([]);
  });

  it('is a working day; else the next one is named', () => {
    const [fault] = faultsOfDate(finding(), '2026-03-21', rules);
    expect(fault?.message).to.equal('extensions:errors.dayOff');
    expect(fault?.values).to.include({ day: '2026-03-23' });
  });

  it('lies within so many working days of the date that was fixed first, however often it was moved', () => {
    const latest = latestDay('2026-03-16', rules);
    expect(workingDaysBetween('2026-03-16', latest, calendars)).to.equal(20);
    expect(askedFor(latest)).to.deep.equal([]);
    expect(askedFor(addDays(latest, 1))).to.deep.equal(['extensions:errors.tooLong']);
    const moved = { ...addWorkingDays('2026-03-02', 10, calendars), dueOn: '2026-04-01' };
    expect(askedFor(addDays(latest, 1), { deadline: moved })).to.deep.equal(['extensions:errors.tooLong']);
  });

  it('does not lie in a year whose calendar nobody has entered', () => {
    const [fault] = faultsOfDate(finding(), '2027-01-04', rules);
    expect(fault?.message).to.equal('extensions:errors.noCalendar');
    expect(fault?.values).to.deep.equal({ year: 2027, day: '2026-12-31' });
    const [farther] = faultsOfDate(finding(), '2031-01-06', rules);
    expect(farther?.values).to.deep.equal({ year: 2031, day: '2026-12-31' });
  });

  it('is accepted only where it is later, worked on and allowed: for any date at all', () => {
    const bound = latestDay('2026-03-16', rules);
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 400 }), (offset) => {
        const day = addDays('2026-03-16', offset);
        const good = offset > 0 && day <= bound && isWorkingDay(day, calendars);
        expect(askedFor(day).length === 0, day).to.equal(good);
      }),
    );
    expect(askedFor(earliestDay('2026-03-16', calendars))).to.deep.equal([]);
  });
});

describe('the days of a receipt', () => {
  it('tell each day between the event and the end, numbered or with why it does not count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 60 }), (offset, term) => {
        const receipt = addWorkingDays(addDays('2023-02-01', offset), term, calendars);
        const days = daysOf(receipt);
        expect(days.at(-1)?.day).to.equal(receipt.dueOn);
        expect(days.filter(({ number = 0 }) => number > 0)).to.have.length(Math.max(term, 1));
        expect(days.filter(({ why }) => why !== undefined)).to.have.length(receipt.skipped.length);
        for (const { day, number } of days.slice(term === 0 ? 0 : 1))
          expect(number !== undefined, day).to.equal(isWorkingDay(day, calendars));
      }),
    );
  });
});
