import { addMonths, monthOf, type Day, type Month } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Plan } from './plan.js';
import type { PlanLine } from './plan-line.js';

export type GapFacts = {
  plan: Pick<Plan, 'year' | 'topics' | 'limits'>;
  lines: readonly Pick<PlanLine, 'from' | 'to' | 'topic' | 'state'>[];
  /** The units that the plan could visit, and those that a line of it visits. */
  unitIds: readonly string[];
  plannedIds: ReadonlySet<string>;
  lastVisits: ReadonlyMap<string, Day>;
};

export type Gaps = {
  /** Visited too long ago, or never, and not in the plan. */
  neglected: string[];
  /** Topics without a line. */
  topics: Bilingual[];
  /** Months with more visits than the teams can do; a quarter's visit counts a third in each of its months. */
  overloaded: { month: Month; visits: number }[];
};

/** How many visits lie in each month of the year. */
export function visitsByMonth(lines: GapFacts['lines'], year: number): { month: Month; visits: number }[] {
  const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01`, index));
  const standing = lines.filter(({ state }) => state === 'planned');
  return months.map((month) => ({
    month,
    visits: standing
      .filter(({ from, to }) => from <= month && month <= to)
      .reduce((sum, { from, to }) => sum + (from === to ? 1 : 1 / 3), 0),
  }));
}

/** What a plan lacks. Nothing here forbids its approval: its author may have reasons. */
export function gapsOf({ plan, lines, unitIds, plannedIds, lastVisits }: GapFacts): Gaps {
  const { year, topics, limits } = plan;
  // At the end of the year nobody should have waited longer.
  const since = addMonths(`${year}-12`, -limits.monthsBetween);
  const used = new Set(lines.filter(({ state }) => state === 'planned').map(({ topic }) => topic.vi));
  return {
    neglected: unitIds.filter((id) => {
      const last = lastVisits.get(id);
      return !plannedIds.has(id) && (last === undefined || monthOf(last) < since);
    }),
    topics: topics.filter((topic) => !used.has(topic.vi)),
    overloaded: visitsByMonth(lines, year).filter(({ visits }) => visits > limits.visitsPerMonth),
  };
}
