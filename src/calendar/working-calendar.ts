import { addDays, weekdayOf, yearOf, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';

export const dayKinds = ['off', 'work', 'unconfirmed_off'] as const;
export type DayKind = (typeof dayKinds)[number];

/** A day that does not follow the week: off, made up for, or off by a law that nobody has seen yet. */
export type CalendarDay = { day: Day; kind: DayKind; name: Bilingual; source: string };

/** The calendar of one year as an authority fixed it. `weeklyOff`: 0 = Sunday … 6 = Saturday. */
export type CalendarYear = {
  year: number;
  version: number;
  /** True when somebody has checked it against the document that fixes the days off of that year. */
  confirmed: boolean;
  document: string;
  weeklyOff: number[];
  days: CalendarDay[];
};

/** How a due date came about. */
export type Receipt = {
  /** The day of the event from which the term runs; it is not counted itself. */
  from: Day;
  workingDays: number;
  dueOn: Day;
  /** The first date that was fixed; extensions move `dueOn` only. */
  firstDueOn: Day;
  /** Each day in between that did not count, and why. */
  skipped: { day: Day; why: Bilingual }[];
  /** The versions of the calendars that were used, `2026/3`. */
  calendars: string[];
  /** Years within the term whose calendar nobody has confirmed. */
  unconfirmedYears: number[];
  /** Days that were counted although a law may make them days off. */
  unconfirmedDays: { day: Day; why: Bilingual }[];
  /** The date itself was set, on the day of the event; no term led to it. */
  onSpot?: true;
};

/** Decision 188/1999/QĐ-TTg: the State works five days a week, Saturday and Sunday are off. */
const WEEKLY_OFF: readonly number[] = [6, 0];

export const weekdayNames: readonly Bilingual[] = [
  { vi: 'Chủ nhật', en: 'Sunday' },
  { vi: 'Thứ Hai', en: 'Monday' },
  { vi: 'Thứ Ba', en: 'Tuesday' },
  { vi: 'Thứ Tư', en: 'Wednesday' },
  { vi: 'Thứ Năm', en: 'Thursday' },
  { vi: 'Thứ Sáu', en: 'Friday' },
  { vi: 'Thứ Bảy', en: 'Saturday' },
];

/** A year that nobody has entered: weekends only, and not confirmed. */
export const blankYear = (year: number): CalendarYear => ({
  year,
  version: 0,
  confirmed: false,
  document: '',
  weeklyOff: [...WEEKLY_OFF],
  days: [],
});

/** All calendars that are known, ready to count with. `counts` is filled on demand, a year at a time. */
export type Calendars = {
  years: ReadonlyMap<number, CalendarYear>;
  days: ReadonlyMap<Day, CalendarDay>;
  counts: Map<number, Uint16Array>;
};

export const calendarsOf = (years: readonly CalendarYear[]): Calendars => ({
  years: new Map(years.map((year) => [year.year, year])),
  days: new Map(years.flatMap((year) => year.days.map((entry) => [entry.day, entry]))),
  counts: new Map(),
});

const weeklyOffIn = (year: number, calendars: Calendars): readonly number[] =>
  calendars.years.get(year)?.weeklyOff ?? WEEKLY_OFF;

/** Why a day does not count, or undefined for a working day. An unconfirmed day off counts as a working day. */
export function whyOff(day: Day, calendars: Calendars): Bilingual | undefined {
  const entry = calendars.days.get(day);
  if (entry?.kind === 'work') return undefined;
  if (entry?.kind === 'off') return entry.name;
  const weekday = weekdayOf(day);
  return weeklyOffIn(yearOf(day), calendars).includes(weekday) ? weekdayNames[weekday] : undefined;
}

export const isWorkingDay = (day: Day, calendars: Calendars): boolean => whyOff(day, calendars) === undefined;

/**
 * The day on which a term of working days ends, with the account of how it came about. Civil Code 2015, Article
 * 147.2: the day of the event is not counted; Article 148.5: a term that would end on a day off ends on the next
 * working day (which is where a term of 0 days ends too).
 */
export function addWorkingDays(from: Day, workingDays: number, calendars: Calendars): Receipt {
  const skipped: Receipt['skipped'] = [];
  const unconfirmedDays: Receipt['unconfirmedDays'] = [];
  let left = Math.max(workingDays, 1);
  let day = workingDays === 0 ? addDays(from, -1) : from;
  while (left > 0) {
    day = addDays(day, 1);
    const why = whyOff(day, calendars);
    const entry = calendars.days.get(day);
    if (why === undefined) left -= 1;
    else skipped.push({ day, why });
    if (why === undefined && entry?.kind === 'unconfirmed_off')
      unconfirmedDays.push({ day, why: entry.name });
  }
  return {
    from,
    workingDays,
    dueOn: day,
    firstDueOn: day,
    skipped,
    unconfirmedDays,
    ...calendarsBetween(from, day, calendars),
  };
}

/** The versions of the calendars of a span of days, and the years among them that nobody has confirmed. */
function calendarsBetween(from: Day, to: Day, { years }: Calendars) {
  const versions: string[] = [];
  const unconfirmedYears: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const calendar = years.get(year);
    if (calendar !== undefined) versions.push(`${year}/${calendar.version}`);
    if (calendar?.confirmed !== true) unconfirmedYears.push(year);
  }
  return { calendars: versions, unconfirmedYears };
}
