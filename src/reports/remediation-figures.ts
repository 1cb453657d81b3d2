import type { Day } from '../shared/dates.js';
import { scopes, type Scope } from './scope.js';
import type { FindingRow } from './finding-figures.js';
import type { Period } from './period.js';
import { courseOf, type Course } from './spells.js';

/** opening + fresh + reopened - closed = closing; closed = onTime + late; closing = withinTerm + awaiting + overdue. */
export type RemediationFigures = {
  opening: number;
  fresh: number;
  /** Opened again by a follow-up visit. */
  reopened: number;
  closed: number;
  closing: number;
  onTime: number;
  late: Lateness;
  withinTerm: number;
  /** Reported by the unit, not yet verified: no longer the unit's delay. */
  awaiting: number;
  overdue: Lateness;
  /** total = onTime + late + awaiting + outstanding. */
  due: { total: number; onTime: number; late: number; awaiting: number; outstanding: number };
};
/** How many, and by how many working days: together, and the longest. */
export type Lateness = { count: number; days: number; longest: number };

/** Working days after one day up to another. */
export type CountDays = (from: Day, to: Day) => number;

/** Years from one day to another whose calendar nobody has confirmed. */
export type UnconfirmedYears = (from: Day, to: Day) => number[];

/** The figures do not add up: the store changed between two readings, or holds what cannot be. */
export class Unbalanced extends Error {}

const lateness = (days: number[]): Lateness => ({
  count: days.length,
  days: days.reduce((total, count) => total + count, 0),
  longest: Math.max(0, ...days),
});

export const isClosed = (row: FindingRow, on: Day): boolean =>
  row.closedOn !== undefined && row.closedOn <= on;

/** True when the unit had reported by that moment and nobody had answered yet. */
export const isAwaiting = (row: FindingRow, moment: Date): boolean =>
  row.reports.some(({ at, verifiedAt }) => at < moment && (verifiedAt === undefined || verifiedAt >= moment));

export const isOnTime = ({ remediedOn, dueOn }: FindingRow): boolean =>
  remediedOn !== undefined && remediedOn <= dueOn;

export type Measures = {
  period: Period;
  /** The day whose evening is described, and the moment at which it ends. */
  asOf: Day;
  evening: Date;
  days: CountDays;
};

/** The years of whose working days lateness is made, and whose calendar nobody has confirmed. */
export function unconfirmedIn(
  { closed, overdue }: RemediationLists,
  asOf: Day,
  unconfirmed: UnconfirmedYears,
): number[] {
  const late = [...closed.filter((row) => !isOnTime(row)), ...overdue];
  const first = late.reduce((day, { dueOn }) => (dueOn < day ? dueOn : day), asOf);
  return late.length === 0 ? [] : unconfirmed(first, asOf);
}

/** The findings behind each figure of remediation, all scopes together. */
export type RemediationLists = Record<
  'opening' | 'fresh' | 'reopened' | 'closed' | 'closing' | 'awaiting' | 'overdue' | 'due',
  FindingRow[]
>;

/**
 * Sorts findings out by what happened to them in the month. A finding may stand in several lists, or in none: what is not
 * concluded is in none, though it may be due, by a date that was set on the spot.
 */
export function sortOut(rows: readonly FindingRow[], { period, asOf, evening }: Measures): RemediationLists {
  const courses = rows
    .filter(({ concludedOn }) => concludedOn !== '' && concludedOn <= period.to)
    .map((row) => courseOf(row, period));
  const list = (name: keyof Course) => courses.flatMap((course) => course[name] ?? []);
  const closing = list('closing');
  const awaiting = closing.filter((row) => isAwaiting(row, evening));
  const waits = new Set(awaiting);
  return {
    opening: list('opening'),
    fresh: list('fresh'),
    reopened: list('reopened'),
    closed: list('closed'),
    closing,
    awaiting,
    overdue: closing.filter((row) => !waits.has(row) && row.dueOn < asOf),
    due: list('due'),
  };
}

/** The same lists, each with some of its rows. */
export const listsOf = (
  { opening, fresh, reopened, closed, closing, awaiting, overdue, due }: RemediationLists,
  some: (rows: readonly FindingRow[]) => FindingRow[],
): RemediationLists => ({
  opening: some(opening),
  fresh: some(fresh),
  reopened: some(reopened),
  closed: some(closed),
  closing: some(closing),
  awaiting: some(awaiting),
  overdue: some(overdue),
  due: some(due),
});

function dueFigures(rows: readonly FindingRow[], { period, evening }: Measures) {
  const done = rows.filter((row) => isClosed(row, period.to));
  const onTime = done.filter(isOnTime).length;
  const open = rows.length - done.length;
  const awaiting = rows.filter((row) => !isClosed(row, period.to) && isAwaiting(row, evening)).length;
  return { total: rows.length, onTime, late: done.length - onTime, awaiting, outstanding: open - awaiting };
}

function figuresOf(scope: Scope, lists: RemediationLists, measures: Measures): RemediationFigures {
  const here = (name: keyof RemediationLists) => lists[name].filter((row) => row.scopes.includes(scope));
  const { days, asOf } = measures;
  const closed = here('closed');
  const late = closed.filter((row) => !isOnTime(row));
  const overdue = here('overdue');
  const [closing, awaiting] = [here('closing').length, here('awaiting').length];
  return {
    opening: here('opening').length,
    fresh: here('fresh').length,
    reopened: here('reopened').length,
    closed: closed.length,
    closing,
    onTime: closed.length - late.length,
    late: lateness(late.map((row) => days(row.dueOn, row.remediedOn ?? row.closedOn ?? row.dueOn))),
    withinTerm: closing - awaiting - overdue.length,
    awaiting,
    overdue: lateness(overdue.map((row) => days(row.dueOn, asOf))),
    due: dueFigures(here('due'), measures),
  };
}

/** The month's remediation for each scope. Throws `Unbalanced` unless what was, came and went makes what is. */
export function remediationFigures(
  lists: RemediationLists,
  measures: Measures,
): Record<Scope, RemediationFigures> {
  const figures = scopes.map((scope) => [scope, figuresOf(scope, lists, measures)] as const);
  for (const [scope, { opening, fresh, reopened, closed, closing }] of figures) {
    const left = opening + fresh + reopened - closed;
    if (left !== closing) {
      throw new Unbalanced(
        `${scope}: opening + new + reopened - closed = closing: ${left} is not ${closing}`,
      );
    }
  }
  return Object.fromEntries(figures) as Record<Scope, RemediationFigures>;
}
