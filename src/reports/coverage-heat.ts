import { addMonths, monthOf, type Day, type Month } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { groupOf, unitGroups, type CoveredUnit, type Visited } from './coverage.js';

/** A unit, or with the units below it, and how many visits it had in each month. */
export type HeatRow = { name: Bilingual; units: number; visits: number[] };
export type Heat = {
  months: Month[];
  rows: HeatRow[];
  /** Rows without any visit that are left out because there are too many to overlook. */
  left: number;
};

const MOST_ROWS = 40;

function monthsBetween(from: Day, to: Day): Month[] {
  const months = [monthOf(from)];
  for (let month = addMonths(monthOf(from), 1); month <= monthOf(to); month = addMonths(month, 1))
    months.push(month);
  return months;
}

type Bundle = { name: Bilingual; ids: string[] };

/** Each unit by itself; when they are too many, under the unit above it where that is one of them. */
function bundlesOf(units: readonly CoveredUnit[]): Bundle[] {
  const ordered = unitGroups.flatMap((group) => units.filter((unit) => groupOf(unit) === group));
  const bundles = new Map<string, Bundle>(ordered.map(({ id, name }) => [id, { name, ids: [id] }]));
  if (ordered.length <= MOST_ROWS) return [...bundles.values()];
  for (const { id, parentId } of ordered) {
    const above = parentId === undefined ? undefined : bundles.get(parentId);
    if (above === undefined) continue;
    above.ids.push(id);
    bundles.delete(id);
  }
  return [...bundles.values()];
}

/**
 * Units against the months since the start of the year. Visits of the unit that reports and of authorities below it count,
 * those that reports of an earlier making did not tell by the day do not.
 */
export function heatOf(
  units: readonly CoveredUnit[],
  visited: readonly Visited[],
  since: Day,
  until: Day,
): Heat {
  const months = monthsBetween(since, until);
  const days = new Map<string, Day[]>();
  for (const visit of visited) {
    days.set(visit.unitId, [...(days.get(visit.unitId) ?? []), ...visit.days]);
  }
  const rows = bundlesOf(units).map(({ name, ids }): HeatRow => {
    const all = ids.flatMap((id) => days.get(id) ?? []).map(monthOf);
    return {
      name,
      units: ids.length,
      visits: months.map((month) => all.filter((one) => one === month).length),
    };
  });
  if (rows.length <= MOST_ROWS) return { months, rows, left: 0 };
  const seen = rows.filter(({ visits }) => visits.some((count) => count > 0));
  return { months, rows: seen, left: rows.length - seen.length };
}

/** As many rows as one picture holds, so that it fits on a sheet. */
export const sheetsOf = ({ rows }: Heat): HeatRow[][] =>
  Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, index) =>
    rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS),
  );
