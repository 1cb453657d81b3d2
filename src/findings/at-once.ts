import { addWorkingDays, whyOff, type Calendars } from '../calendar/working-calendar.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { refuse } from '../shared/errors.js';
import type { Day } from '../shared/dates.js';
import { findingTransitionFor, NO_DUE_DATE, waitingForUnit, type FindingAct } from './finding.js';
import type { Deadline, Finding, FindingState } from './finding.js';

/** States before the conclusion orders what is to be remedied. */
const beforeOrder: readonly FindingState[] = ['recorded', 'minuted', 'told', 'answered', 'settled'];

/** A date that was set on the spot, when the finding was recorded. No conclusion and no calendar counts it anew. */
export const isAtOnce = ({ deadline }: Pick<Finding, 'deadline'>): boolean => deadline?.onSpot === true;

/** A date set on the spot is a working day from today on. */
function assertOnSpot(today: Day, dueOn: Day, calendars: Calendars): void {
  if (dueOn < today) refuse('atOnceBy', 'findings:errors.atOncePast');
  const why = whyOff(dueOn, calendars);
  if (why !== undefined)
    refuse('atOnceBy', 'findings:errors.atOnceOff', { why, day: addWorkingDays(dueOn, 0, calendars).dueOn });
}

const receiptOnSpot = (from: Day, dueOn: Day, calendars: Calendars): Deadline => ({
  ...addWorkingDays(from, workingDaysBetween(from, dueOn, calendars), calendars),
  onSpot: true,
});

/** The receipt of a date that is set on the spot today. */
export function setOnSpot(today: Day, dueOn: Day, calendars: Calendars): Deadline {
  assertOnSpot(today, dueOn, calendars);
  return receiptOnSpot(today, dueOn, calendars);
}

/**
 * The receipt with another date, which was set wrongly on the spot: counted from the same day, with the first date kept.
 * Undefined where there is none to correct: none was set, or the unit has reported already.
 */
export function correctedOnSpot(
  finding: Pick<Finding, 'state' | 'deadline' | 'remediations'>,
  today: Day,
  dueOn: Day,
  calendars: Calendars,
): Deadline | undefined {
  const { deadline } = finding;
  if (deadline === undefined || !mayCorrect(finding)) return undefined;
  assertOnSpot(today, dueOn, calendars);
  if (dueOn === deadline.dueOn) refuse('atOnceBy', 'findings:errors.atOnceSame');
  return { ...receiptOnSpot(deadline.from, dueOn, calendars), firstDueOn: deadline.firstDueOn };
}

/** Whether a date was set on the spot that waits for the unit. */
export const mayCorrect = (finding: Pick<Finding, 'state' | 'deadline' | 'remediations'>): boolean =>
  isAtOnce(finding) && !reportedEarly(finding);

const EARLY: Partial<Record<FindingAct, FindingAct>> = {
  draft: 'draft_early',
  give_back: 'give_back_early',
  report: 'report_early',
};

/** Whether the unit has reported what no conclusion has ordered yet. */
const reportedEarly = ({ state, remediations }: Pick<Finding, 'state' | 'remediations'>): boolean =>
  beforeOrder.includes(state) && remediations.length > 0;

/** The line of the workflow for an act upon this finding: what must be put right at once may be reported at once. */
export function lineFor(act: FindingAct, finding: Pick<Finding, 'state' | 'deadline' | 'remediations'>) {
  const early = EARLY[act];
  const now = early !== undefined && isAtOnce(finding) && !reportedEarly(finding);
  return findingTransitionFor(now && beforeOrder.includes(finding.state) ? early : act, finding.state);
}

/** The order of the conclusion; what was reported before it waits for its verdict at once. */
export const orderFor = (finding: Pick<Finding, 'state' | 'remediations'>) =>
  findingTransitionFor(reportedEarly(finding) ? 'order_reported' : 'order', finding.state);

/** Whether a finding with a due date waits for the unit. */
export const isUnitsTurn = (finding: Pick<Finding, 'state' | 'dueOn' | 'remediations'>): boolean =>
  waitingForUnit.includes(finding.state) ||
  (beforeOrder.includes(finding.state) && finding.dueOn !== NO_DUE_DATE && !reportedEarly(finding));

/**
 * The same as two queries that share no finding, for due dates before a day: what was ordered, which an index counts by
 * itself, and the few that were told on the spot.
 */
export const turnsBefore = (day: Day = NO_DUE_DATE) => [
  { state: { $in: [...waitingForUnit] }, dueOn: { $lt: day } },
  { state: { $in: [...beforeOrder] }, dueOn: { $lt: day }, reportedAt: { $exists: false } },
];

/** The same as one query, for lists. */
export const unitsTurnBefore = (day: Day = NO_DUE_DATE) => ({
  state: { $in: [...waitingForUnit, ...beforeOrder] },
  dueOn: { $lt: day },
  $nor: [{ state: { $in: [...beforeOrder] }, reportedAt: { $exists: true } }],
});
