import { expect } from 'chai';
import { calendarsOf } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import {
  nextEscalation,
  postsFrom,
  stepsDue,
  type Chased,
  type PostOf,
  type ReminderStep,
} from '../../src/reminders/reminder.js';
import { noticesOfRound } from '../../src/reminders/reminder-notices.js';
import { addDays, type Day } from '../../src/shared/dates.js';

const calendars = calendarsOf([]);
const count = (from: string, to: string) => workingDaysBetween(from, to, calendars);
const numbers = { first: 5, last: 2, officer: 1, head: 3, above: 6, supervisor: 10 };
// A Friday.
const dueOn = '2026-03-20';
const due = (today: Day, taken: ReminderStep[] = [], given = numbers) =>
  stepsDue({ dueOn }, taken, given, today, count);

const named = (id: string) => ({ id, name: { vi: id, en: id } });
const snapshot = (id: string) => ({ ...named(id), code: id, kind: 'ward' as const, ancestorIds: ['city'] });
const finding: Chased = {
  id: 'f',
  number: 'KT-1/1',
  severity: 'moderate',
  dueOn,
  unit: snapshot('ward'),
  authority: snapshot('inspectorate'),
  above: named('city'),
};

describe('what is done about a due date', () => {
  it('happens on these days, each step once, nothing on days off', () => {
    const days: [Day, ReminderStep][] = [];
    const taken: ReminderStep[] = [];
    for (let day = '2026-03-01'; day < '2026-04-15'; day = addDays(day, 1))
      for (const step of due(day, taken)) {
        taken.push(step);
        days.push([day, step]);
      }
    expect(days).to.deep.equal([
      ['2026-03-13', 'first'],
      ['2026-03-18', 'last'],
      ['2026-03-23', 'officer'],
      ['2026-03-25', 'head'],
      ['2026-03-30', 'above'],
      ['2026-04-03', 'supervisor'],
    ]);
  });

  it('is made up for after a stop: only the later reminder, but every post', () => {
    expect(due('2026-03-19')).to.deep.equal(['last']);
    expect(due('2026-03-19', ['last'])).to.deep.equal([]);
    expect(due('2026-03-31')).to.deep.equal(['officer', 'head', 'above']);
    expect(due('2026-03-31', ['officer', 'head'])).to.deep.equal(['above']);
  });

  it('leaves out reminders whose number is nought, and waits for nothing that has no date', () => {
    expect(due('2026-03-18', [], { ...numbers, first: 0, last: 0 })).to.deep.equal([]);
    expect(stepsDue({ dueOn: '9999-12-31' }, [], numbers, '2026-03-19', count)).to.deep.equal([]);
    expect(nextEscalation({ dueOn: '9999-12-31' }, [], numbers, count)).to.equal(undefined);
  });

  it('says what comes next, and the day on which the round really does it', () => {
    const all: ReminderStep[] = ['officer', 'head', 'above', 'supervisor'];
    for (const [index, step] of all.entries()) {
      const next = nextEscalation({ dueOn }, all.slice(0, index), numbers, count);
      expect(next?.step).to.equal(step);
      expect(due(next?.on ?? '', all.slice(0, index))).to.deep.equal([step]);
      expect(due(addDays(next?.on ?? '', -1), all.slice(0, index))).to.deep.equal([]);
    }
    expect(nextEscalation({ dueOn }, all, numbers, count)).to.equal(undefined);
  });

  it('goes to a post, and on to the next while nobody holds it', () => {
    const held =
      (...keys: string[]) =>
      ({ role, unit }: PostOf) =>
        keys.includes(`${role} ${unit.id}`);
    const told = (step: ReminderStep, ...keys: string[]) =>
      postsFrom(step, finding, held(...keys)).map(
        ({ role, unit, held: isHeld }) => `${role} ${unit.id} ${isHeld}`,
      );
    expect(told('head', 'head ward', 'head city')).to.deep.equal(['head ward true']);
    expect(told('head', 'supervisor inspectorate')).to.deep.equal([
      'head ward false',
      'head city false',
      'supervisor inspectorate true',
    ]);
    expect(told('last')).to.deep.equal(['officer ward false']);
    const { above: _none, ...top } = finding;
    expect(postsFrom('above', top, held('supervisor inspectorate')).map(({ role }) => role)).to.deep.equal([
      'supervisor',
    ]);
  });

  it('tells a post by name of the finding, and one that stands in for a vacant one that it does', () => {
    const held = ({ role, unit }: PostOf) => `${role} ${unit.id}` === 'head city';
    const line = (number: string, step: ReminderStep) => ({
      findingId: number,
      number,
      step,
      dueOn,
      days: 1,
      told: postsFrom(step, finding, held),
    });
    const told = (...lines: ReturnType<typeof line>[]) =>
      noticesOfRound({ unit: named('ward') }, lines, new Date()).map(({ to, key }) => `${to} ${key}`);
    expect(told(line('KT-1/1', 'officer'))).to.deep.equal([
      'unit:ward reminders:one.officer',
      'post:head:ward reminders:one.instead',
      'post:head:city reminders:one.instead',
    ]);
    expect(told(line('KT-1/1', 'above'), line('KT-1/2', 'above'))).to.deep.equal([
      'post:head:city reminders:notice.above',
    ]);
  });
});
