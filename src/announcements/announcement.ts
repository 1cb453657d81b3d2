import type { CountDays } from '../findings/lamp.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Author } from '../policies/actor.js';
import type { Limits } from '../settings/limits.js';
import { addDays, type Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';

/** What the unit sent before a visit: its own report by the outline, or something more to it. */
export type Sending = { id: string; text: string; files: EvidenceItem[]; by: Author; at: Date; on: Day };

/** The unit's own report before an announced visit, one for a case; what was sent stays. */
export type UnitReport = {
  id: string;
  version: number;
  authority: UnitSnapshot;
  unit: UnitSnapshot;
  sendings: Sending[];
  history: Event[];
};

const PREFIX = 'unit-report-';
export const reportId = (inspectionId: string): string => `${PREFIX}${inspectionId}`;
export const inspectionIdOf = ({ id }: Pick<UnitReport, 'id'>): string => id.slice(PREFIX.length);

/** Until when an announced visit must be notified, and the unit's own report sent. */
export type Terms = { noticeBy: Day; reportBy: Day; noticeDays: number; reportDays: number };

/** The last working day that lies so many working days before another; the day itself for none. */
export function daysBefore(day: Day, workingDays: number, count: CountDays): Day {
  const isWorking = (one: Day) => count(addDays(one, -1), one) === 1;
  let before = addDays(day, -workingDays);
  while (count(before, day) < workingDays || (workingDays > 0 && !isWorking(before)))
    before = addDays(before, -1);
  return before;
}

/** The last days for the notice and for the unit’s own report: working days before the visit. */
export function termsOf(
  { plannedFrom }: Pick<Inspection, 'plannedFrom'>,
  { noticeDays, reportDays }: Limits<'announcement'>,
  count: CountDays,
): Terms {
  const before = (days: number) => daysBefore(plannedFrom, days, count);
  return { noticeBy: before(noticeDays), reportBy: before(reportDays), noticeDays, reportDays };
}

/** Only a scheduled visit is announced; the unit reports until the conclusion has been drawn. */
export const isAnnounced = ({ mode, approvedOn }: Pick<Inspection, 'mode' | 'approvedOn'>): boolean =>
  mode === 'scheduled' && approvedOn !== undefined;

/** Whether the unit may send something: the visit is still to come, or under way. */
export const mayReport = (inspection: Pick<Inspection, 'mode' | 'approvedOn' | 'state'>): boolean =>
  isAnnounced(inspection) && ['approved', 'opened'].includes(inspection.state);

export const standings = ['waiting', 'due', 'missing', 'sent', 'sent_late'] as const;
/** How the unit's report stands; `due` when it is to be sent today. */
export type ReportStanding = (typeof standings)[number];

/** `sentOn`: when the unit first sent something. */
export function standingOf(
  sentOn: Day | undefined,
  { reportBy }: Pick<Terms, 'reportBy'>,
  today: Day,
): ReportStanding {
  if (sentOn !== undefined) return sentOn <= reportBy ? 'sent' : 'sent_late';
  if (today > reportBy) return 'missing';
  return today === reportBy ? 'due' : 'waiting';
}
