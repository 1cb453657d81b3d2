import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
  type Day,
  type Month,
} from '../shared/dates.js';
import type { Limits } from '../settings/limits.js';

/** From when on a page warns: more visits than this within so many days, no visit for longer. */
export type BurdenLimits = Limits<'burden'>;

/** A visit that the reader may know of. `to` is the last day, planned or real; `people` the size of the team. */
export type BurdenVisit = { id: string; from: Day; to: Day; opened: boolean; people: number };
export type BurdenFacts = {
  today: Day;
  visits: readonly BurdenVisit[];
  /** Days on which findings were concluded: each asks something of the unit. */
  requests: readonly Day[];
  /** The last opened visit ever. */
  lastVisit: Day | undefined;
  /** Working days after the first up to and with the second. */
  count: (from: Day, to: Day) => number;
  limits: BurdenLimits;
};
export type Quarter = { from: Month; to: Month; visits: number; requests: number; inspectorDays: number };
export type Burden = {
  quarters: Quarter[];
  /** The visits that lie too close together; empty when none do. */
  bunch: { from: Day; to: Day; visits: number } | undefined;
  /** Nobody came for too long, and nobody means to; without a day when nobody ever came. */
  neglected: { lastVisit: Day | undefined } | undefined;
};

const quarterOf = (month: Month): Month => {
  const first = Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1;
  return `${month.slice(0, 4)}-${String(first).padStart(2, '0')}`;
};

/** The quarters from a year ago to the next one. */
export function quartersAround(today: Day): { from: Month; to: Month }[] {
  const current = quarterOf(monthOf(today));
  return Array.from({ length: 6 }, (_, index) => {
    const from = addMonths(current, (index - 4) * 3);
    return { from, to: addMonths(from, 2) };
  });
}

/** The first bunch that has not ended yet: visits of which the last lies today or ahead, or within the window behind. */
function bunchOf(visits: readonly BurdenVisit[], today: Day, limits: BurdenLimits): Burden['bunch'] {
  const { visits: most, withinDays: span } = limits;
  const days = visits.map(({ from }) => from).sort();
  for (const [index, from] of days.entries()) {
    const within = days.slice(index).filter((day) => daysBetween(from, day) < span);
    const last = within.at(-1) ?? from;
    const recent = last >= addDays(today, -span);
    if (within.length > most && recent) return { from, to: last, visits: within.length };
  }
  return undefined;
}

/** Working days of a visit, its first one included. One that was made on days off took a day all the same. */
const daysOf = ({ from, to, opened }: BurdenVisit, count: BurdenFacts['count']): number =>
  Math.max(count(addDays(from, -1), to), opened ? 1 : 0);

/** What inspections ask of a unit: visits, requests and inspector-days by quarter, and whether that is too much or too little. */
export function burdenOf({ today, visits, requests, lastVisit, count, limits }: BurdenFacts): Burden {
  const within = (day: Day, { from, to }: { from: Month; to: Month }) =>
    day >= firstDayOf(from) && day <= lastDayOf(to);
  const quarters = quartersAround(today).map((quarter): Quarter => {
    const own = visits.filter(({ from }) => within(from, quarter));
    return {
      ...quarter,
      visits: own.length,
      requests: requests.filter((day) => within(day, quarter)).length,
      inspectorDays: own.reduce((sum, visit) => sum + visit.people * daysOf(visit, count), 0),
    };
  });
  const planned = visits.some(({ opened, from }) => !opened && from >= today);
  const longAgo = monthOf(lastVisit ?? '0000-01-01') < addMonths(monthOf(today), -limits.monthsBetween);
  return {
    quarters,
    bunch: bunchOf(visits, today, limits),
    neglected: planned || !longAgo ? undefined : { lastVisit },
  };
}
