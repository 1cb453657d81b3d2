import type { Tally } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import { NO_DUE_DATE, waitingForUnit, type Finding } from './finding.js';

/** Working days from one day to another; negative when the second lies before the first. */
export type CountDays = (from: Day, to: Day) => number;

/** A signal that everybody who sees the case sees alike. `days` are working days: left, or late. */
export type Lamp =
  | { signal: 'none' }
  | { signal: 'on_time' | 'due_soon' | 'overdue' | 'waiting' | 'remedied' | 'remedied_late'; days: number };

type Timed = Pick<Finding, 'state' | 'dueOn' | 'remediedOn' | 'remediations'>;

/** The day on which the unit last said that it is done, in Hanoi; undefined when it never did. */
const reportedOn = (finding: Timed, dayOf: (moment: Date) => Day): Day | undefined => {
  const last = finding.remediations.at(-1);
  return last === undefined ? undefined : dayOf(last.at);
};

/**
 * Judges a finding on a day. The unit's time stops when it reports: what waits for the inspector is not the unit's
 * delay. What is returned counts again from its original due date.
 */
export function lampOf(
  finding: Timed,
  today: Day,
  dueSoon: number,
  count: CountDays,
  dayOf: (moment: Date) => Day,
): Lamp {
  const { state, dueOn, remediedOn } = finding;
  if (dueOn === NO_DUE_DATE || state === 'withdrawn') return { signal: 'none' };
  if (state === 'closed') return endedLamp(remediedOn ?? dueOn, dueOn, count, 'remedied');
  const waits = state === 'reported' || (!waitingForUnit.includes(state) && finding.remediations.length > 0);
  if (waits) return endedLamp(reportedOn(finding, dayOf) ?? today, dueOn, count, 'waiting');
  return dayLamp(today, dueOn, dueSoon, count);
}

const endedLamp = (done: Day, dueOn: Day, count: CountDays, good: 'remedied' | 'waiting'): Lamp =>
  done <= dueOn
    ? { signal: good, days: 0 }
    : { signal: good === 'remedied' ? 'remedied_late' : 'overdue', days: count(dueOn, done) };

/** The lamp of a due date alone, for rows that show the earliest date of a case. */
function dayLamp(today: Day, dueOn: Day, dueSoon: number, count: CountDays): Lamp {
  if (today > dueOn) return { signal: 'overdue', days: count(dueOn, today) };
  const days = count(today, dueOn);
  return { signal: days <= dueSoon ? 'due_soon' : 'on_time', days };
}

/** Judges days by which something is to be done once, such as a conclusion: late or not is said of what is done, too. */
export const judgeDays =
  (today: Day, { dueSoon, count }: { dueSoon: number; count: CountDays }) =>
  (dueOn: Day, doneOn?: Day): Lamp =>
    doneOn === undefined
      ? dayLamp(today, dueOn, dueSoon, count)
      : endedLamp(doneOn, dueOn, count, 'remedied');

/** The lamp of a whole case: its earliest due date; waiting when all that is open waits for the inspector. */
export function caseLamp(
  { state, findings }: { state: string; findings: Tally },
  today: Day,
  dueSoon: number,
  count: CountDays,
): Lamp {
  if (findings.nextDueOn !== undefined) return dayLamp(today, findings.nextDueOn, dueSoon, count);
  return state === 'concluded' && findings.open > 0 ? { signal: 'waiting', days: 0 } : { signal: 'none' };
}

/** Shape and tone for views/components/lamp.hbs; the words are in findings:lamp. */
export const lampStyle: Record<Lamp['signal'], { tone: string; shape: string }> = {
  none: { tone: 'none', shape: '' },
  on_time: { tone: 'good', shape: '●' },
  remedied: { tone: 'good', shape: '●' },
  waiting: { tone: 'good', shape: '◐' },
  due_soon: { tone: 'amber', shape: '▲' },
  remedied_late: { tone: 'amber', shape: '▲' },
  overdue: { tone: 'alarm', shape: '■' },
};
