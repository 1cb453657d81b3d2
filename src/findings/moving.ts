import { addWorkingDays, type Calendars } from '../calendar/working-calendar.js';
import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import type { Deadline, Finding } from './finding.js';
import { decidedDay, ownDueDay, type DateMove } from './ledger.js';

/** Why a date is moved by the authority, who moves it and when. */
export type Mark = { kind: DateMove['kind']; id: string; by: Author; at: Date; reason: string };

/** The receipt as it would be, counted anew; `counted` is the date without what was granted on request. */
export type Recounted = { receipt: Deadline; counted: Day };

/**
 * Counts a due date anew from a day. What a supervisor has granted is a day, not a number of days: it stays, or goes to
 * the next working day, unless the term itself now ends later.
 */
export function recounted(
  finding: Pick<Finding, 'deadline' | 'ledger' | 'reopenedOn'>,
  from: Day,
  calendars: Calendars,
): Recounted | undefined {
  const { deadline } = finding;
  if (deadline === undefined || deadline.onSpot === true) return undefined;
  const fresh = addWorkingDays(from, deadline.workingDays, calendars);
  const granted = decidedDay(finding);
  const kept = granted === undefined ? '' : addWorkingDays(granted, 0, calendars).dueOn;
  const dueOn = kept > fresh.dueOn ? kept : fresh.dueOn;
  return { receipt: { ...fresh, dueOn, firstDueOn: deadline.firstDueOn }, counted: fresh.dueOn };
}

/** The receipt with another day by order; what it was counted by stays as it was. */
export function ordered(finding: Finding, dueOn: Day): Recounted | undefined {
  const { deadline } = finding;
  return deadline === undefined
    ? undefined
    : { receipt: { ...deadline, dueOn }, counted: ownDueDay(finding) };
}

/** The finding with its new receipt, and the entry that keeps the old one. */
export function moved(finding: Finding, { receipt, counted }: Recounted, mark: Mark): Finding {
  const { deadline } = finding;
  if (deadline === undefined) return finding;
  const entry: DateMove = {
    ...mark,
    before: deadline.dueOn,
    after: receipt.dueOn,
    counted,
    receipt: deadline,
  };
  return { ...finding, deadline: receipt, ledger: [...(finding.ledger ?? []), entry] };
}
