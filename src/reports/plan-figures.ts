import type { Kind } from '../inspections/inspection.js';
import type { Day, Month } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Span } from './report-links.js';
import { nothing, type Scope, type Spread } from './scope.js';
import { lastMonthOf, monthBefore, type Term } from './term.js';

/** A visit that an approved plan means to make, in the months that were approved first: moving it changes no month that is over. */
export type PlanRow = {
  id: string;
  planId: string;
  unit: Bilingual;
  authority: Bilingual;
  kind: Kind;
  topic: Bilingual;
  from: Month;
  to: Month;
  movedOn?: Day;
  cancelledOn?: Day;
  /** The visit that was made of it, once it is open: before that nobody is told that there is one. */
  done?: { id: string; number: string; on: Day };
  scopes: Scope[];
};

/** All; done, cancelled and left add up to it; moved are some of those. */
export const planCounts = ['all', 'done', 'moved', 'cancelled', 'left'] as const;
export type PlanCount = (typeof planCounts)[number];
export type PlanLineFigure = { count: PlanCount; counts: Spread };

/** How a line stands on the evening of a day. */
export function standsAs({ done, movedOn, cancelledOn }: PlanRow, asOf: Day): readonly PlanCount[] {
  const by = (day: Day | undefined) => day !== undefined && day <= asOf;
  const ended = by(done?.on) ? 'done' : by(cancelledOn) ? 'cancelled' : 'left';
  return ['all', ended, ...(by(movedOn) ? (['moved'] as const) : [])];
}

/** The lines that a figure counts: those whose last month lies in the term, or in the year up to its end. */
export const planned = (
  rows: readonly PlanRow[],
  term: Term,
  asOf: Day,
  span: Span,
  count: PlanCount,
): PlanRow[] =>
  rows.filter(
    (row) =>
      row.to <= lastMonthOf(term) &&
      (span === 'year' || row.to > monthBefore(term)) &&
      standsAs(row, asOf).includes(count),
  );

/** How many planned visits stand so: those due within the term, and within the year up to its end. */
export function planFigures(rows: readonly PlanRow[], term: Term, asOf: Day): PlanLineFigure[] {
  return planCounts.map((count) => {
    const counts = nothing();
    for (const span of ['month', 'year'] as const)
      for (const { scopes } of planned(rows, term, asOf, span, count))
        for (const scope of scopes) counts[scope][span] += 1;
    return { count, counts };
  });
}
