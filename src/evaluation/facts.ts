import type { FindingListQuery } from '../reports/report-links.js';
import { addMonths, firstDayOf, isMonth, lastDayOf, monthOf, type Day, type Month } from '../shared/dates.js';

/** What the monthly rating of a unit or a post may look at. The product counts; it rates nobody. */
export const factNames = [
  'findings',
  'serious',
  'repeated',
  'onTime',
  'late',
  'returned',
  'open',
  'overdue',
] as const;
export type FactName = (typeof factNames)[number];

/** A list of findings as its address narrows it. */
export type FactQuery = FindingListQuery & { post?: string; returnedFrom?: Day; returnedTo?: Day };
export type FactSet = Record<FactName, number>;

/** The figures of one unit, or of one post in it. */
export type FactRow = { unitId: string; unit: string; unitEnglish: string; post: string; facts: FactSet };

/** The month that is asked for: this one, or one that is over. */
export function readMonth(asked: string | undefined, today: Day): Month {
  const present = monthOf(today);
  return asked !== undefined && isMonth(asked) && asked <= present ? asked : present;
}

/** The months to choose from, the latest first. */
export const monthsUntil = (today: Day, count: number): Month[] =>
  Array.from({ length: count }, (_, back) => addMonths(monthOf(today), -back));

/** The list behind each figure. What is open is told as on the last evening of the month, or as today. */
export function queriesOf(month: Month, today: Day): Record<FactName, FactQuery> {
  const [from, to] = [firstDayOf(month), lastDayOf(month)];
  const on = to < today ? to : today;
  const concluded = { concludedFrom: from, concludedTo: to };
  const closed = { closedFrom: from, closedTo: to };
  return {
    findings: concluded,
    serious: { ...concluded, severity: 'serious' },
    repeated: { ...concluded, repeat: 'yes' },
    onTime: { ...closed, remedied: 'on_time' },
    late: { ...closed, remedied: 'late' },
    returned: { returnedFrom: from, returnedTo: to },
    open: { standing: 'open', on },
    overdue: { standing: 'overdue', on },
  };
}

const noFacts = (): FactSet => Object.fromEntries(factNames.map((name) => [name, 0])) as FactSet;

export type Counted = {
  name: FactName;
  unitId: string;
  unit: string;
  unitEnglish: string;
  post: string;
  count: number;
};

/** Brings counts together: one row for each unit, or for each post of it, in the order of names. */
export function rowsOf(counted: readonly Counted[]): FactRow[] {
  const rows = new Map<string, FactRow>();
  for (const { name, count, ...who } of counted) {
    const key = `${who.unitId} ${who.post}`;
    const row = rows.get(key) ?? { ...who, facts: noFacts() };
    row.facts[name] += count;
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) => a.unit.localeCompare(b.unit, 'vi') || a.post.localeCompare(b.post, 'vi'),
  );
}

export const totalOf = (rows: readonly FactRow[]): FactSet =>
  rows.reduce((sum, { facts }) => {
    for (const name of factNames) sum[name] += facts[name];
    return sum;
  }, noFacts());
