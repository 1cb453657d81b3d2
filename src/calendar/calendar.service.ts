import type { InTransaction, Transaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, yearOf, type Day } from '../shared/dates.js';
import { refuse, Stale } from '../shared/errors.js';
import { shippedYears } from './calendar.data.js';
import type { NewDays, RemovalInput } from './calendar.form.js';
import {
  assertReason,
  blankRecord,
  calendarId,
  reasonOf,
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
  type CalendarYear,
  type Calendars,
  type Receipt,
} from './working-calendar.js';

export type CalendarDeps = { clock: Clock; inTransaction: InTransaction; repository: CalendarsRepository };

/** `seen`: the version that the form was made from. `document`: what orders the change. */
type Edit = { seen?: number; action: string; document: string; reason: string };

/** Keeps the calendars of days off and make-up working days, and counts with them. */
export function calendarService({ clock, inTransaction, repository }: CalendarDeps) {
  let kept: { stamp: string; calendars: Calendars } | undefined;

  /** All calendars in force. Read again only when a year has changed, also when another process changed it. */
  async function calendars(): Promise<Calendars> {
    const stamp = await repository.stamp();
    if (kept?.stamp !== stamp) kept = { stamp, calendars: calendarsOf(await repository.years()) };
    return kept.calendars;
  }

  /** One change of a year. The first change makes the year; of one that was confirmed the reason is asked. */
  async function write(
    actor: Actor,
    year: number,
    { seen, action, document, reason }: Edit,
    change: (calendar: CalendarRecord) => CalendarRecord,
    tx: Transaction,
  ): Promise<CalendarRecord> {
    assertAllowed(actor, 'calendar.manage');
    const before = await repository.find(year, tx);
    if (seen !== undefined && (before?.version ?? 0) !== seen) throw new Stale(`calendar of ${year}`);
    const known = before ?? blankRecord(year);
    const after = change(known);
    assertReason(known, reason);
    const told = reasonOf(known.confirmed ? document : '', reason);
    const act = {
      at: clock.now(),
      by: authorOf(actor),
      action,
      ...(told === '' ? {} : { reason: told }),
    };
    return before === undefined
      ? repository.create(factsOf(after), act, tx)
      : repository.change(before, after, act, tx);
  }
  const edit = (
    actor: Actor,
    year: number,
    what: Edit,
    change: (calendar: CalendarRecord) => CalendarRecord,
  ): Promise<CalendarRecord> => inTransaction((tx) => write(actor, year, what, change, tx));

  /** The years that ship with the product and that nobody has entered. */
  async function missingYears(tx?: Transaction): Promise<CalendarYear[]> {
    const known = new Set((await repository.years(tx)).map((calendar) => calendar.year));
    return shippedYears().filter((calendar) => !known.has(calendar.year));
  }

  async function loadMissing(by: Author, tx: Transaction): Promise<number> {
    const missing = await missingYears(tx);
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

    /** Of the years that these days lie in those whose calendar nobody has confirmed. */
    async unconfirmed(days: readonly Day[]): Promise<number[]> {
      const years = [...new Set(days.map(yearOf))];
      const found = await Promise.all(years.map((year) => repository.find(year)));
      return years.filter((_, at) => found[at]?.confirmed !== true);
    },

    addDay: (actor: Actor, year: number, seen: number, entry: CalendarDay, reason = '') =>
      edit(actor, year, { seen, action: 'day_added', document: entry.source, reason }, (calendar) =>
        withDay(calendar, entry),
      ),

    removeDay: (actor: Actor, year: number, day: Day, { version: seen, ...because }: RemovalInput) =>
      edit(actor, year, { seen, action: 'day_removed', ...because }, (calendar) => {
        if (calendar.confirmed && because.document === '')
          refuse('document', 'calendar:errors.documentMissing');
        return withoutDay(calendar, day);
      }),

    confirm: (actor: Actor, year: number, seen: number, answer: Confirmation, reason = '') => {
      const action = answer.confirmed ? 'confirmed' : 'unconfirmed';
      return edit(actor, year, { seen, action, document: answer.document, reason }, (calendar) =>
        withConfirmation(calendar, answer),
      );
    },

    /** All days of a year in place of those that were there, with the document that fixes them. */
    replaceDays: (
      actor: Actor,
      year: number,
      days: CalendarDay[],
      { document, reason }: NewDays,
      tx: Transaction,
    ) =>
      write(
        actor,
        year,
        { action: 'days_imported', document, reason },
        (calendar) => ({ ...calendar, document, days }),
        tx,
      ),

    notLoaded: (): Promise<CalendarYear[]> => missingYears(),

    async loadShipped(actor: Actor): Promise<void> {
      assertAllowed(actor, 'calendar.manage');
      await inTransaction((tx) => loadMissing(authorOf(actor), tx));
    },

    /** Puts in the years that ship with the product and are not there yet. Safe to repeat. */
    loadDefault: (by: Author): Promise<number> => inTransaction((tx) => loadMissing(by, tx)),
  };
}
export type CalendarService = ReturnType<typeof calendarService>;
