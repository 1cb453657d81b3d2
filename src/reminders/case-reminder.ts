import type { Terms } from '../announcements/announcement.js';
import type { CountDays } from '../findings/lamp.js';
import type { Event } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Limits } from '../settings/limits.js';
import { addDays, type Day } from '../shared/dates.js';

/** What is waited for in a case beside its remedies; each has its wordings under `reminders:case`. */
export const caseSteps = [
  'notice_soon',
  'notice_late',
  'report_soon',
  'report_late',
  'acknowledge',
  'reply_soon',
  'reply_over',
  'verify',
  'publish_soon',
  'publish_late',
] as const;
export type CaseReminderStep = (typeof caseSteps)[number];
export type CaseReminderDays = Limits<'caseReminders'>;

/** That somebody was reminded: of what (`about`: a document or finding, '' for the case), and by which day. */
export type CaseReminderLine = { step: CaseReminderStep; about: string; dueOn: Day };

/** Everything that a case was reminded of; one document for a case, so that it is told once whoever looks. */
export type CaseReminders = {
  id: string;
  version: number;
  inspectionId: string;
  lines: (CaseReminderLine & { on: Day })[];
  history: Event[];
};
export const caseRemindersId = (inspectionId: string): string => `case-reminders-${inspectionId}`;

export type ReminderCase = Pick<
  Inspection,
  | 'id'
  | 'number'
  | 'state'
  | 'mode'
  | 'approvedOn'
  | 'plannedFrom'
  | 'unit'
  | 'heirs'
  | 'team'
  | 'preparer'
  | 'approver'
  | 'reply'
  | 'publication'
>;

/** A thing that somebody has waited for since a day. */
export type Waiting = { id: string; since: Day };

/** What reminding needs to know of a case. */
export type CaseFacts = {
  inspection: ReminderCase;
  /** Of an announced visit that is still to come; whether it was notified, and whether the unit has sent its report. */
  announced?: { terms: Pick<Terms, 'noticeBy' | 'reportBy'>; notified: boolean; reported: boolean };
  /** Findings of a delivered draft that the unit has not answered. */
  unanswered: number;
  /** Documents that the unit has and has not acknowledged, with who drew each up. */
  unacknowledged: (Waiting & { drawnUpBy: string })[];
  /** Reports of remedies that nobody has judged. */
  unverified: (Waiting & { verifierId?: string })[];
};

type Reading = { today: Day; count: CountDays; numbers: CaseReminderDays };

/** Before a day, when so few working days are left (0: not at all), and after it; of both only the later is told. */
function around(
  [soon, late]: [CaseReminderStep, CaseReminderStep],
  dueOn: Day,
  days: number,
  { today, count }: Reading,
): CaseReminderLine[] {
  if (today > dueOn) return [{ step: late, about: '', dueOn }];
  return days > 0 && count(today, dueOn) <= days ? [{ step: soon, about: '', dueOn }] : [];
}

const overlong = (
  step: CaseReminderStep,
  waiting: readonly Waiting[],
  days: number,
  { today, count }: Reading,
): CaseReminderLine[] =>
  waiting
    .filter(({ since }) => count(since, today) >= days)
    .map(({ id, since }) => ({ step, about: id, dueOn: since }));

function beforeVisit({ announced }: CaseFacts, reading: Reading): CaseReminderLine[] {
  if (announced === undefined) return [];
  const { terms, notified, reported } = announced;
  const { noticeDays, reportDays } = reading.numbers;
  // A unit that was not notified does not know what to report.
  if (!notified) return around(['notice_soon', 'notice_late'], terms.noticeBy, noticeDays, reading);
  return reported ? [] : around(['report_soon', 'report_late'], terms.reportBy, reportDays, reading);
}

/** What somebody is to be reminded of today, without asking what he was reminded of before. Nothing on a day off. */
export function caseRemindersDue(
  facts: CaseFacts,
  numbers: CaseReminderDays,
  today: Day,
  count: CountDays,
): CaseReminderLine[] {
  if (count(addDays(today, -1), today) === 0) return [];
  const reading = { today, count, numbers };
  const { state, reply, publication } = facts.inspection;
  const { acknowledgeDays, replyDays, verifyDays, publicationDays } = numbers;
  return [
    ...beforeVisit(facts, reading),
    ...overlong('acknowledge', facts.unacknowledged, acknowledgeDays, reading),
    ...(state === 'answering' && reply !== undefined && facts.unanswered > 0
      ? around(['reply_soon', 'reply_over'], reply.deadline.dueOn, replyDays, reading)
      : []),
    ...overlong('verify', facts.unverified, verifyDays, reading),
    ...(publication === undefined || publication.done !== undefined
      ? []
      : around(['publish_soon', 'publish_late'], publication.deadline.dueOn, publicationDays, reading)),
  ];
}

const keyOf = ({ step, about, dueOn }: CaseReminderLine): string => `${step} ${about} ${dueOn}`;

/** Those that were not told yet; a day that was moved is told anew. */
export function untold(
  due: readonly CaseReminderLine[],
  told: readonly CaseReminderLine[],
): CaseReminderLine[] {
  const known = new Set(told.map(keyOf));
  return due.filter((line) => !known.has(keyOf(line)));
}
