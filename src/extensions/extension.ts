import type { Calendars } from '../calendar/working-calendar.js';
import { addWorkingDays, whyOff } from '../calendar/working-calendar.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import type { Finding, Severity } from '../findings/finding.js';
import { grantedNow, ownDueDay, pendingRequest } from '../findings/ledger.js';
import type { Subject } from '../policies/policy.js';
import type { Limits } from '../settings/limits.js';
import { addDays, yearOf, type Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';

/** How often the due date of a finding may be moved on request, and by how many working days in all. */
export type Allowance = { times: number; days: number };

export const allowanceFor = (severity: Severity, limits: Limits<'extension'>): Allowance => ({
  times: limits[`${severity}Times`],
  days: limits[`${severity}Days`],
});

/** What a request or a decision is judged by. */
export type Rules = { allowance: Allowance; calendars: Calendars };

/** The last day to which the due date may be moved, counted from the end of the term itself. */
export const latestDay = (ownEnd: Day, { allowance, calendars }: Rules): Day =>
  addWorkingDays(ownEnd, allowance.days, calendars).dueOn;

/** How many requests may still be granted. */
export const timesLeft = (finding: Finding, { times }: Allowance): number =>
  Math.max(0, times - grantedNow(finding).length);

const isEntered = (year: number, { years }: Calendars): boolean => (years.get(year)?.version ?? 0) > 0;

/** The end of the last year in a row, from that of a day on, of which the days off were entered. */
function lastEnteredDay(from: Day, calendars: Calendars): Day {
  let year = yearOf(from);
  while (isEntered(year + 1, calendars)) year += 1;
  return `${year}-12-31`;
}

const wrong = (field: string, message: string, values: Record<string, unknown> = {}): FieldError[] => [
  { field, message: `extensions:errors.${message}`, values },
];

/**
 * What is wrong with a new due date; days are handed over as `YYYY-MM-DD`. A term may not end in a year of which nobody
 * has entered the days off: it would not be known which days count.
 */
export function faultsOfDate(finding: Finding, asked: Day, rules: Rules): FieldError[] {
  const { calendars, allowance } = rules;
  const { deadline } = finding;
  if (deadline === undefined) return wrong('main', 'noDeadline');
  if (asked <= deadline.dueOn) return wrong('dueOn', 'notLater', { day: deadline.dueOn });
  const year = yearOf(asked);
  if (!isEntered(year, calendars))
    return wrong('dueOn', 'noCalendar', { year, day: lastEnteredDay(deadline.dueOn, calendars) });
  const latest = latestDay(ownDueDay(finding), rules);
  if (asked > latest) {
    const days = workingDaysBetween(ownDueDay(finding), asked, calendars);
    return wrong('dueOn', 'tooLong', { days, most: allowance.days, day: latest });
  }
  const why = whyOff(asked, calendars);
  if (why === undefined) return [];
  return wrong('dueOn', 'dayOff', { why, day: addWorkingDays(asked, 0, calendars).dueOn });
}

/** What is wrong with asking at all: too late, twice at once, too often. */
export function faultsOfAsking(finding: Finding, today: Day, { allowance }: Rules): FieldError[] {
  const { deadline } = finding;
  if (deadline === undefined) return wrong('main', 'noDeadline');
  if (today > deadline.dueOn) return wrong('main', 'pastDue', { day: deadline.dueOn });
  if (pendingRequest(finding) !== undefined) return wrong('main', 'pending');
  if (timesLeft(finding, allowance) === 0) return wrong('main', 'tooOften', { times: allowance.times });
  return [];
}

/** The next working day after the due date: the earliest that can be asked for. */
export const earliestDay = (dueOn: Day, calendars: Calendars): Day =>
  addWorkingDays(addDays(dueOn, 1), 0, calendars).dueOn;

/** What a rule asks of whoever acts for the whole authority, and for no case in particular. */
export const ofAuthority = (authorityId: string): Subject => ({
  preparerId: '',
  approverId: '',
  teamIds: [],
  unitId: '',
  authorityId,
});
