import { weekdayNames, type Calendars } from '../calendar/working-calendar.js';
import { markOf } from '../calendar/year-grid.js';
import type { Judge } from '../findings/finding-row.presenter.js';
import { writeFilter } from '../shared/filter.js';
import { printDay, weekdayOf, type Day } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { LinkView } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import { presentDue, presentVisit, type EntryView } from './entry.presenter.js';
import type { Placed } from './period.js';
import type { ScheduleFilter } from './schedule-filter.js';
import { dueFilter, visitFilter, type DueEntry, type VisitEntry } from './schedule.queries.js';

/** All of one kind in the period, and what of it is in sight on each day. */
export type Filled<T> = { count: number; days: Map<Day, Placed<T>> };

export type ScheduleWork = {
  filter: ScheduleFilter;
  today: Day;
  visits: Filled<VisitEntry>;
  dues: Filled<DueEntry>;
  calendars: Calendars;
  judge: Judge;
};

type Between = { first: Day; last: Day };

/** The list that shows exactly the visits of these days. */
export const visitsHref = ({ view }: ScheduleFilter, between: Between): string =>
  `/inspections?${writeFilter(visitFilter(view, between), { view: 'all' })}`;

/** The list that shows exactly the due dates of these days. */
export const duesHref = ({ view }: ScheduleFilter, between: Between, today: Day): string =>
  `/findings?${writeFilter(dueFilter(view, between, today), {})}`;

/** "và 12 cuộc kiểm tra khác": leads to all of them. Null when all are in sight. */
function moreOf<T>(placed: Placed<T> | undefined, word: string, href: string, visit: Visit): LinkView | null {
  const count = (placed?.count ?? 0) - (placed?.shown.length ?? 0);
  if (count <= 0) return null;
  const shown = printNumber(count, visit.language);
  return { href, label: visit.t(`schedule:${word}`, { count, shown }) };
}

/** Why a day is not like the others, in words; empty for an ordinary day of the week. */
function noteOf(day: Day, calendars: Calendars, { t, language }: Visit): string {
  const entry = calendars.days.get(day);
  if (entry === undefined) return '';
  const kind = t(`calendar:kind.${entry.kind}`);
  const name = inLanguage(entry.name, language);
  return name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind}: ${name}`;
}

export type DayView = {
  number: string;
  /** "Thứ Ba, 03/03/2026" */
  label: string;
  iso: Day;
  mark: string;
  note: string;
  rest: boolean;
  today: boolean;
  entries: EntryView[];
  more: LinkView[];
  /** Nothing happens and nothing is special: a list by day leaves it out. */
  blank: boolean;
};

/** One day of the grid, and of the list by day on a telephone. */
export function presentDay(day: Day, work: ScheduleWork, visit: Visit): DayView {
  const { filter, today, visits, dues, calendars, judge } = work;
  const { language } = visit;
  const between = { first: day, last: day };
  const [visited, due] = [visits.days.get(day), dues.days.get(day)];
  const entries = [
    ...(visited?.shown ?? []).map((one) => presentVisit(one, day, today, visit)),
    ...(due?.shown ?? []).map((one) => presentDue(one, judge, visit)),
  ];
  const more = [
    moreOf(visited, 'moreVisits', visitsHref(filter, between), visit),
    moreOf(due, 'moreDues', duesHref(filter, between, today), visit),
  ].filter((one) => one !== null);
  const mark = markOf(day, calendars);
  const weekday = weekdayNames[weekdayOf(day)];
  const note = noteOf(day, calendars, visit);
  return {
    number: String(Number(day.slice(8))),
    label: `${weekday === undefined ? '' : inLanguage(weekday, language)}, ${printDay(day, language)}`,
    iso: day,
    mark,
    note,
    rest: mark === 'rest',
    today: day === today,
    entries,
    more,
    blank: entries.length + more.length === 0 && note === '' && day !== today,
  };
}
