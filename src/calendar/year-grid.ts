import { addDays, firstDayOf, lastDayOf, weekdayOf, type Day } from '../shared/dates.js';
import { isWorkingDay, type Calendars, type DayKind } from './working-calendar.js';

/** `rest`: a weekly day off. The other words are those of the days that do not follow the week. */
export type Mark = 'plain' | 'rest' | DayKind;
export type Cell = { day: Day; mark: Mark } | null;

/** How a day is marked in a calendar. */
export const markOf = (day: Day, calendars: Calendars): Mark =>
  calendars.days.get(day)?.kind ?? (isWorkingDay(day, calendars) ? 'plain' : 'rest');

/** The weeks of a month, Monday first, with empty cells before its first and after its last day. */
export function weeksOf(month: string, calendars: Calendars): Cell[][] {
  const cells: Cell[] = Array.from({ length: (weekdayOf(firstDayOf(month)) + 6) % 7 }, () => null);
  for (let day = firstDayOf(month); day <= lastDayOf(month); day = addDays(day, 1)) {
    cells.push({ day, mark: markOf(day, calendars) });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
