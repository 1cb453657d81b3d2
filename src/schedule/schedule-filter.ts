import { FIRST_YEAR, LAST_YEAR } from '../calendar/calendar-year.js';
import { firstDayOf, isDay, isMonth, monthOf, yearOf, type Day } from '../shared/dates.js';
import { oneOf, writeFilter } from '../shared/filter.js';
import { mondayOf, type Span } from './period.js';

export const views = ['all', 'mine'] as const;
export type View = (typeof views)[number];
export const shows = ['all', 'visits', 'due'] as const;
export type Show = (typeof shows)[number];

/** What a page of the schedule is narrowed to; it stands in the address, so that it can be kept and sent. */
export type ScheduleFilter = {
  span: Span;
  /** The first day of the month, or the Monday of the week. */
  on: Day;
  /** `mine`: only cases that name the reader, and so the reader's sealed visits too. */
  view: View;
  show: Show;
};

const known = (day: Day): boolean => yearOf(day) >= FIRST_YEAR && yearOf(day) <= LAST_YEAR;

/** Reads the address: `month=2026-03` or `week=` any day of it. Without either, the month of today. */
export function readScheduleFilter(query: Record<string, string>, today: Day): ScheduleFilter {
  const { week = '', month = '' } = query;
  const rest = { view: oneOf(views, query['view']) ?? 'all', show: oneOf(shows, query['show']) ?? 'all' };
  if (isDay(week) && known(week)) return { span: 'week', on: mondayOf(week), ...rest };
  const chosen = isMonth(month) && known(firstDayOf(month)) ? month : monthOf(today);
  return { span: 'month', on: firstDayOf(chosen), ...rest };
}

/** The address of a page of the schedule. */
export function addressOf({ span, on, view, show }: ScheduleFilter): string {
  const when = span === 'week' ? { week: on } : { month: monthOf(on) };
  return `/schedule?${writeFilter({ ...when, view, show }, { view: 'all', show: 'all' })}`;
}
