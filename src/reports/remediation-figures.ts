import type { Day } from '../shared/dates.js';
import { scopes, type Scope } from './scope.js';
import type { FindingRow } from './finding-figures.js';
import type { Period } from './period.js';

/** Findings that were open at some time in the month, alike in when they began and whether they ended. */
export type StockTally = {
  scopes: readonly Scope[];
  /** Concluded before the month. */
  old: boolean;
  /** Not closed by the end of the month. */
  open: boolean;
  count: number;
};
export type AwaitingTally = { scopes: readonly Scope[]; count: number };

/** What the database says of remediation, besides the counts: rows closed in the month, due in it, overdue at its end. */
export type RemediationFacts = {
  stock: readonly StockTally[];
  awaiting: readonly AwaitingTally[];
  closed: readonly FindingRow[];
  due: readonly FindingRow[];
  overdue: readonly FindingRow[];
};

/** opening + fresh - closed = closing; closed = onTime + late; closing = withinTerm + awaiting + overdue. */
export type RemediationFigures = {
  opening: number;
  fresh: number;
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

/** The figures do not add up: the store changed between two readings, or holds what cannot be. */
export class Unbalanced extends Error {}

const sum = (tallies: readonly { count: number }[]): number =>
  tallies.reduce((total, { count }) => total + count, 0);

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

const isOnTime = ({ remediedOn, dueOn }: FindingRow): boolean =>
  remediedOn !== undefined && remediedOn <= dueOn;

function assertEqual(what: string, left: number, right: number): void {
  if (left !== right) throw new Unbalanced(`${what}: ${left} is not ${right}`);
}

function dueFigures(rows: readonly FindingRow[], { to }: Period, evening: Date) {
  const done = rows.filter((row) => isClosed(row, to));
  const open = rows.filter((row) => !isClosed(row, to));
  const onTime = done.filter(isOnTime).length;
  const awaiting = open.filter((row) => isAwaiting(row, evening)).length;
  return {
    total: rows.length,
    onTime,
    late: done.length - onTime,
    awaiting,
    outstanding: open.length - awaiting,
  };
}

export type Measures = {
  period: Period;
  /** The end of the last day. */ evening: Date;
  asOf: Day;
  days: CountDays;
};

function figuresOf(scope: Scope, facts: RemediationFacts, measures: Measures): RemediationFigures {
  const here = <T extends { scopes: readonly Scope[] }>(items: readonly T[]) =>
    items.filter((item) => item.scopes.includes(scope));
  const stock = here(facts.stock);
  const closedRows = here(facts.closed);
  const lateRows = closedRows.filter((row) => !isOnTime(row));
  const overdue = lateness(here(facts.overdue).map((row) => measures.days(row.dueOn, measures.asOf)));
  const awaiting = sum(here(facts.awaiting));
  const closing = sum(stock.filter((tally) => tally.open));
  return {
    opening: sum(stock.filter((tally) => tally.old)),
    fresh: sum(stock.filter((tally) => !tally.old)),
    closed: closedRows.length,
    closing,
    onTime: closedRows.length - lateRows.length,
    late: lateness(
      lateRows.map((row) => measures.days(row.dueOn, row.remediedOn ?? row.closedOn ?? row.dueOn)),
    ),
    withinTerm: closing - awaiting - overdue.count,
    awaiting,
    overdue,
    due: dueFigures(here(facts.due), measures.period, measures.evening),
  };
}

/** The month's remediation for each scope. Throws `Unbalanced` unless what was, came and went makes what is. */
export function remediationFigures(facts: RemediationFacts, measures: Measures) {
  const figures = Object.fromEntries(
    scopes.map((scope) => [scope, figuresOf(scope, facts, measures)]),
  ) as Record<Scope, RemediationFigures>;
  for (const scope of scopes) {
    const { opening, fresh, closed, closing, withinTerm } = figures[scope];
    assertEqual(`${scope}: opening + new - closed = closing`, opening + fresh - closed, closing);
    if (withinTerm < 0) throw new Unbalanced(`${scope}: more overdue or awaiting than open`);
  }
  return figures;
}
