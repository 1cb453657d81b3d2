import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
} from '../shared/dates.js';

export const spans = ['month', 'week'] as const;
export type Span = (typeof spans)[number];

/** What one page of the schedule shows: a month, or a week from its Monday on. */
export type Period = {
  span: Span;
  first: Day;
  last: Day;
  /** Weeks from Monday to Sunday; null where the month has no such day. */
  weeks: (Day | null)[][];
};

/** The Monday of the day's week. */
export const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

/** ISO 8601: the week belongs to the year in which its Thursday lies. */
export function weekNumberOf(day: Day): number {
  const thursday = addDays(mondayOf(day), 3);
  return Math.floor(daysBetween(`${yearOf(thursday)}-01-01`, thursday) / 7) + 1;
}

/** The period of this span in which the day lies. */
export function periodOf(span: Span, day: Day): Period {
  const first = span === 'week' ? mondayOf(day) : firstDayOf(monthOf(day));
  const last = span === 'week' ? addDays(first, 6) : lastDayOf(monthOf(day));
  const weeks: Period['weeks'] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    weeks.push(week.map((one) => (one < first || one > last ? null : one)));
  }
  return { span, first, last, weeks };
}

/** A day in the period before (-1) or after (1). */
export const besideOf = ({ span, first }: Period, step: 1 | -1): Day =>
  span === 'week' ? addDays(first, step * 7) : firstDayOf(addMonths(monthOf(first), step));

/** What falls on a day: as much as there is room for, and how much there is. */
export type Placed<T> = { shown: T[]; count: number };

/** Puts each thing on every day from its first to its last, at most `most` of them in sight on one day. */
export function spread<T extends { from: Day; to: Day }>(
  things: readonly T[],
  { first, last }: Pick<Period, 'first' | 'last'>,
  most: number,
): Map<Day, Placed<T>> {
  const days = new Map<Day, Placed<T>>();
  for (const thing of things) {
    const end = thing.to < last ? thing.to : last;
    for (let day = thing.from > first ? thing.from : first; day <= end; day = addDays(day, 1)) {
      const placed = days.get(day) ?? { shown: [], count: 0 };
      placed.count += 1;
      if (placed.shown.length < most) placed.shown.push(thing);
      days.set(day, placed);
    }
  }
  return days;
}
