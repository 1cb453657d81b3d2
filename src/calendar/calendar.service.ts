import type { InTransaction, Transaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, yearOf, type Day } from '../shared/dates.js';
import { Stale } from '../shared/errors.js';
import { shippedYears } from './calendar.data.js';
import {
  blankRecord,
  calendarId,
  withConfirmation,
  withDay,
  withoutDay,
  type CalendarRecord,
  type Confirmation,
} from './calendar-year.js';
import type { CalendarsRepository } from './calendars.repository.js';
import {
  addWorkingDays,
  calendarsOf,
  type CalendarDay,
  type Calendars,
  type Receipt,
} from './working-calendar.js';

export type CalendarDeps = { clock: Clock; inTransaction: InTransaction; repository: CalendarsRepository };

/** Keeps the calendars of days off and make-up working days, and counts with them. */
export function calendarService({ clock, inTransaction, repository }: CalendarDeps) {
  let kept: { stamp: string; calendars: Calendars } | undefined;

  /** All calendars in force. Read again only when a year has changed, also when another process changed it. */
  async function calendars(): Promise<Calendars> {
    const stamp = await repository.stamp();
    if (kept?.stamp !== stamp) kept = { stamp, calendars: calendarsOf(await repository.years()) };
    return kept.calendars;
  }

  /** One change of a year, on the version that was shown. The first change makes the year. */
  async function edit(
    actor: Actor,
    year: number,
    seen: number,
    action: string,
    change: (calendar: CalendarRecord) => CalendarRecord,
  ): Promise<CalendarRecord> {
    assertAllowed(actor, 'calendar.manage');
    const act = { at: clock.now(), by: authorOf(actor), action };
    return inTransaction(async (tx) => {
      const before = await repository.find(year, tx);
      if ((before?.version ?? 0) !== seen) throw new Stale(`calendar of ${year}`);
      return before === undefined
        ? repository.create(factsOf(change(blankRecord(year))), act, tx)
        : repository.change(before, change(before), act, tx);
    });
  }

  async function loadMissing(by: Author, tx: Transaction): Promise<number> {
    const known = new Set((await repository.years(tx)).map((calendar) => calendar.year));
    const missing = shippedYears().filter((calendar) => !known.has(calendar.year));
    for (const { version: _version, ...facts } of missing) {
      await repository.create(
        { ...facts, id: calendarId(facts.year) },
        { at: clock.now(), by, action: 'loaded' },
        tx,
      );
    }
    return missing.length;
  }

  return {
    calendars,

    /** The due date of a term of working days with its receipt; a finding's deadline. */
    deadline: async (from: Day, workingDays: number): Promise<Receipt> =>
      addWorkingDays(from, workingDays, await calendars()),

    /** Every year from the first that is known to the next one, entered or not. */
    async years(): Promise<CalendarRecord[]> {
      const known = new Map((await repository.years()).map((calendar) => [calendar.year, calendar]));
      const thisYear = yearOf(dayOf(clock.now()));
      const first = Math.min(thisYear, ...known.keys());
      const last = Math.max(thisYear + 1, ...known.keys());
      return Array.from({ length: last - first + 1 }, (_, index) => first + index).map(
        (year) => known.get(year) ?? blankRecord(year),
      );
    },

    year: async (year: number): Promise<CalendarRecord> => (await repository.find(year)) ?? blankRecord(year),

    addDay: (actor: Actor, year: number, seen: number, entry: CalendarDay) =>
      edit(actor, year, seen, 'day_added', (calendar) => withDay(calendar, entry)),

    removeDay: (actor: Actor, year: number, seen: number, day: Day) =>
      edit(actor, year, seen, 'day_removed', (calendar) => withoutDay(calendar, day)),

    confirm: (actor: Actor, year: number, seen: number, answer: Confirmation) =>
      edit(actor, year, seen, answer.confirmed ? 'confirmed' : 'unconfirmed', (calendar) =>
        withConfirmation(calendar, answer),
      ),

    /** Puts in the years that ship with the product and are not there yet. Safe to repeat. */
    loadDefault: (by: Author): Promise<number> => inTransaction((tx) => loadMissing(by, tx)),
  };
}
export type CalendarService = ReturnType<typeof calendarService>;
