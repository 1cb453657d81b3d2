import { allowed } from '../policies/policy.js';
import { reachOf } from '../policies/visibility.js';
import type { Services } from '../services.js';
import { dayOf, yearOf } from '../shared/dates.js';
import { page, type Answer, type Visit } from '../web/visit.js';
import { periodOf, spread, type Period, type Placed } from './period.js';
import { readScheduleFilter, type ScheduleFilter } from './schedule-filter.js';
import { presentSchedule } from './schedule.presenter.js';
import { dueEntries, dueSlots, visitEntries, visitSlots, type Slot } from './schedule.queries.js';

/** How many visits, and how many due dates, one day shows; the rest is counted. */
const ROOM = { month: 3, week: 8 } as const;

/** The things behind the slots, day by day. What has gone since it was counted is left out of sight. */
function filled<T>(slots: Map<string, Placed<Slot>>, entries: Map<string, T>): Map<string, Placed<T>> {
  const known = ({ id }: Slot) => entries.get(id) ?? [];
  return new Map([...slots].map(([day, { shown, count }]) => [day, { count, shown: shown.flatMap(known) }]));
}

const idsIn = (placed: Map<string, Placed<Slot>>): string[] => [
  ...new Set([...placed.values()].flatMap(({ shown }) => shown.map(({ id }) => id))),
];

/** The month and week pages of visits and due dates. */
export function schedulePages({ calendar, timing, kept }: Services) {
  async function visits({ actor }: Visit, { view, show, span }: ScheduleFilter, period: Period) {
    const slots = show === 'due' ? [] : await visitSlots(actor, view, period);
    const placed = spread(slots, period, ROOM[span]);
    const entries = await visitEntries(actor, view, idsIn(placed));
    return { count: slots.length, days: filled(placed, entries) };
  }

  async function dues({ actor, now }: Visit, { view, show, span }: ScheduleFilter, period: Period) {
    const today = dayOf(now);
    const slots = show === 'visits' ? [] : await dueSlots(actor, view, period, today);
    const placed = spread(slots, period, ROOM[span]);
    const entries = await dueEntries(actor, view, idsIn(placed));
    return { count: slots.length, days: filled(placed, entries) };
  }

  return {
    show: async (visit: Visit): Promise<Answer> => {
      const { actor, query, now } = visit;
      const today = dayOf(now);
      const filter = readScheduleFilter(query, today);
      const period = periodOf(filter.span, filter.on);
      const who = `${filter.view === 'mine' ? actor.personId : reachOf(actor)} ${today}`;
      const [work, calendars, judge] = await Promise.all([
        kept(`schedule ${who} ${JSON.stringify(filter)}`, () =>
          Promise.all([visits(visit, filter, period), dues(visit, filter, period)]),
        ),
        calendar.calendars(),
        timing.judge(today),
      ]);
      const years = [...new Set([yearOf(period.first), yearOf(period.last)])];
      const context = {
        filter,
        period,
        today,
        visits: work[0],
        dues: work[1],
        calendars,
        judge,
        years: years.map((year) => ({ year, confirmed: calendars.years.get(year)?.confirmed === true })),
        mayPrepare: allowed(actor, 'inspection.prepare'),
      };
      return page('schedule/show', presentSchedule(context, visit));
    },
  };
}
