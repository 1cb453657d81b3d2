import { addDays, firstDayOf, lastDayOf, weekdayOf, type Day } from '../shared/dates.js';
import { isWorkingDay, type Calendars, type DayKind } from './working-calendar.js';

/** `rest`: a weekly day off. The other words are those of the days that do not follow the week. */
export type Mark = 'plain' | 'rest' | DayKind;
export type Cell = { day: Day; mark: Mark } | null;

/** The weeks of a month, Monday first, with empty cells before its first and after its last day. */
export function weeksOf(month: string, calendars: Calendars): Cell[][] {
  const cells: Cell[] = Array.from({ length: (weekdayOf(firstDayOf(month)) + 6) % 7 }, () => null);
  for (let day = firstDayOf(month); day <= lastDayOf(month); day = addDays(day, 1)) {
    const entry = calendars.days.get(day);
    cells.push({ day, mark: entry?.kind ?? (isWorkingDay(day, calendars) ? 'plain' : 'rest') });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
