import { addDays, firstDayOf, lastDayOf, type Day, type Month } from '../shared/dates.js';
import { endOf, lastMonthOf, monthBefore, type Term } from './term.js';

/** What a report covers: its term, and the part of the year up to the term's end. Both ends are included. */
export type Period = { from: Day; to: Day; since: Day };

/** The last day that counts for a month, by the rule in force on a day; 0 for the whole month. */
export type CutoffOn = (day: Day) => number;

export const calendarMonths: CutoffOn = () => 0;

/**
 * A term begins on the day after the one before it ended. So none overlaps another and no day is left out, in the
 * month in which the cut-off changes as in any other.
 */
export function periodOf(term: Term, cutoffOn: CutoffOn = calendarMonths): Period {
  const end = (of: Month) => endOf(of, term.cutoff ?? cutoffOn(firstDayOf(of)), lastDayOf);
  return {
    from: addDays(end(monthBefore(term)), 1),
    to: end(lastMonthOf(term)),
    since: addDays(end(`${term.year - 1}-12`), 1),
  };
}

/** A term that has not begun has nothing to report; one that has not ended gives a provisional report. */
export function standingOf({ from, to }: Period, today: Day): 'future' | 'running' | 'ended' {
  if (today < from) return 'future';
  return today <= to ? 'running' : 'ended';
}

/** The day whose evening the report describes: the last of the term, or today while it is running. */
export const asOf = ({ to }: Period, today: Day): Day => (today < to ? today : to);
