import type { Journaled } from '../history/event.js';
import { isDay, weekdayOf, yearOf, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { blankYear, type CalendarDay, type CalendarYear } from './working-calendar.js';

/** A calendar as it is kept: its version rises with every change, and every change is an event. */
export type CalendarRecord = CalendarYear & Journaled;

export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

/** The year written in an address, or undefined. */
export function readYear(text: string | undefined): number | undefined {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : 0;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}

export const calendarId = (year: number): string => `calendar-${year}`;

/** A year as it stands before anybody has entered it. */
export const blankRecord = (year: number): CalendarRecord => ({
  ...blankYear(year),
  id: calendarId(year),
  history: [],
});

/** Puts a day in, in the order of the year. Refuses what would change nothing or stands there already. */
export function withDay(calendar: CalendarRecord, entry: CalendarDay): CalendarRecord {
  const { year, weeklyOff, days } = calendar;
  if (!isDay(entry.day) || yearOf(entry.day) !== year) refuse('day', 'calendar:errors.otherYear', { year });
  if (days.some((known) => known.day === entry.day)) refuse('day', 'calendar:errors.known');
  const rests = weeklyOff.includes(weekdayOf(entry.day));
  if (entry.kind === 'work' && !rests) refuse('kind', 'calendar:errors.worksAnyway');
  if (entry.kind !== 'work' && rests) refuse('kind', 'calendar:errors.restsAnyway');
  return { ...calendar, days: [...days, entry].sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** Takes a day out. Refuses one that does not stand there. */
export function withoutDay(calendar: CalendarRecord, day: Day): CalendarRecord {
  const days = calendar.days.filter((entry) => entry.day !== day);
  if (days.length === calendar.days.length) refuse('day', 'calendar:errors.unknown');
  return { ...calendar, days };
}

export type Confirmation = { confirmed: boolean; document: string; weeklyOff: number[] };

/** Says that a year has been checked against its document, or that it has not. */
export function withConfirmation(calendar: CalendarRecord, answer: Confirmation): CalendarRecord {
  if (answer.confirmed && answer.document === '') refuse('document', 'calendar:errors.documentMissing');
  if (answer.weeklyOff.length > 6) refuse('weeklyOff', 'calendar:errors.noWorkingDay');
  return { ...calendar, ...answer };
}

/** A year that was confirmed is changed for a reason only; it stands in its history. */
export function assertReason({ confirmed }: Pick<CalendarRecord, 'confirmed'>, reason: string): void {
  if (confirmed && reason === '') refuse('reason', 'calendar:errors.reasonMissing');
}

/** What the history keeps of it: the document that orders the change, and why. */
export const reasonOf = (document: string, reason: string): string =>
  [document, reason].filter((text) => text !== '').join(' – ');
