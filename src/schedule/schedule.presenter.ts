import { weekdayNames } from '../calendar/working-calendar.js';
import { FIRST_YEAR, LAST_YEAR } from '../calendar/calendar-year.js';
import { printDay, printMonth, monthOf, yearOf, type Day } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { actionsFrom, link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { duesHref, presentDay, visitsHref, type ScheduleWork } from './day.presenter.js';
import { besideOf, mondayOf, periodOf, spans, weekNumberOf, type Period } from './period.js';
import { addressOf, shows, views, type ScheduleFilter } from './schedule-filter.js';

export type ScheduleContext = ScheduleWork & {
  period: Period;
  years: { year: number; confirmed: boolean }[];
  mayPrepare: boolean;
};

const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

function titleOf({ span, first, last }: Period, { t, language }: Visit): string {
  if (span === 'month') return t('schedule:title.month', { month: printMonth(monthOf(first), language) });
  const days = { from: printDay(first, language), to: printDay(last, language) };
  return t('schedule:title.week', { number: weekNumberOf(first), ...days });
}

/** The days before and after, and today; within the years that calendars can have. */
function movesOf({ filter, period, today }: ScheduleContext, { t }: Visit) {
  const at = (on: Day) => {
    const known = yearOf(on) >= FIRST_YEAR && yearOf(on) <= LAST_YEAR;
    return known ? addressOf({ ...filter, on }) : null;
  };
  const { span } = filter;
  return {
    label: t('schedule:moves'),
    previous: { href: at(besideOf(period, -1)), label: t(`schedule:previous.${span}`) },
    today: { href: at(periodOf(span, today).first), label: t(`schedule:present.${span}`) },
    next: { href: at(besideOf(period, 1)), label: t(`schedule:next.${span}`) },
  };
}

/** A row of links of which one is chosen. */
const picks = (label: string, links: { href: string; label: string; current: boolean }[]) => ({
  label,
  links,
});

/** The day on which another span opens: today when the page shows it, else where the page begins. */
const dayFor = ({ period, today }: ScheduleContext): Day =>
  today >= period.first && today <= period.last ? today : period.first;

function choicesOf(context: ScheduleContext, { t }: Visit) {
  const { filter, mayPrepare } = context;
  const to = (change: Partial<ScheduleFilter>) => addressOf({ ...filter, ...change });
  const pick = <K extends 'show' | 'view'>(name: K, words: readonly ScheduleFilter[K][]) =>
    picks(
      t(`schedule:${name}.label`),
      words.map((word) => ({
        href: to({ [name]: word }),
        label: t(`schedule:${name}.${word}`),
        current: filter[name] === word,
      })),
    );
  return {
    spans: picks(
      t('schedule:span.label'),
      spans.map((span) => ({
        href: to({ span, on: periodOf(span, dayFor(context)).first }),
        label: t(`schedule:span.${span}`),
        current: filter.span === span,
      })),
    ),
    picks: [pick('show', shows), ...(mayPrepare ? [pick('view', views)] : [])],
  };
}

/** How much there is in the period; each figure leads to the list that it counts. */
function countsOf({ filter, period, today, visits, dues }: ScheduleContext, { t, language }: Visit) {
  const line = (word: string, count: number, href: string) => ({
    href,
    label: t(`schedule:${word}`, { count, shown: printNumber(count, language) }),
  });
  return [
    ...(filter.show === 'due' ? [] : [line('visits', visits.count, visitsHref(filter, period))]),
    ...(filter.show === 'visits' ? [] : [line('dues', dues.count, duesHref(filter, period, today))]),
  ];
}

const warningsOf = ({ years }: ScheduleContext, { t }: Visit) =>
  years
    .filter(({ confirmed }) => !confirmed)
    .map(({ year }) => ({
      tone: 'amber',
      role: 'note',
      title: t('calendar:notConfirmed', { year }),
      text: t('schedule:notConfirmedText'),
    }));

/** Everything that a month or week page prints. */
export function presentSchedule(context: ScheduleContext, visit: Visit): Page {
  const { period, filter, mayPrepare, years } = context;
  const { t, language } = visit;
  return {
    title: titleOf(period, visit),
    actions: mayPrepare ? actionsFrom([link(t('inspections:prepare'), '/inspections/new')]) : null,
    moves: movesOf(context, visit),
    ...choicesOf(context, visit),
    counts: countsOf(context, visit),
    warnings: warningsOf(context, visit),
    weekdays: MONDAY_FIRST.map((weekday) => {
      const name = weekdayNames[weekday];
      return {
        short: t(`calendar:weekday.d${weekday}`),
        long: name === undefined ? '' : inLanguage(name, language),
      };
    }),
    isWeek: filter.span === 'week',
    weeks: period.weeks.map((week) => {
      const monday = mondayOf(week.find((day) => day !== null) ?? period.first);
      return {
        number: t('schedule:week', { number: weekNumberOf(monday) }),
        href: filter.span === 'week' ? null : addressOf({ ...filter, span: 'week', on: monday }),
        days: week.map((day) => (day === null ? null : presentDay(day, context, visit))),
      };
    }),
    nothing:
      context.visits.count + context.dues.count === 0
        ? t(filter.view === 'mine' ? 'schedule:nothingMine' : 'schedule:nothing')
        : null,
    calendars: years.map(({ year }) => ({
      href: `/calendar/${year}`,
      label: t('calendar:yearTitle', { year }),
    })),
    feed: { href: '/schedule/feed', label: t('schedule:feed.link') },
  };
}
