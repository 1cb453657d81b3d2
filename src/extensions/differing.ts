import type { Calendars } from '../calendar/working-calendar.js';
import type { Finding } from '../findings/finding.js';
import type { LedgerEntry } from '../findings/ledger.js';
import { recounted } from '../findings/moving.js';
import type { Day } from '../shared/dates.js';

/** What is read of a finding to count its due date anew. */
export type Running = Pick<
  Finding,
  'id' | 'ordinal' | 'inspectionId' | 'inspectionNumber' | 'unit' | 'authority' | 'mustDo' | 'state'
> &
  Pick<Finding, 'severity' | 'approverId' | 'dueOn' | 'deadline' | 'reopenedOn'> & { ledger?: LedgerEntry[] };

export type Differing = { finding: Running; would: Day };

/** `2026/3`: which version of which year is in force. */
export const versionsIn = ({ years }: Calendars): string[] =>
  [...years.values()].map(({ year, version }) => `${year}/${version}`);

/** Due dates that would lie on another day by the calendars in force. Nothing is moved by it. */
export function differingOf(running: readonly Running[], calendars: Calendars): Differing[] {
  return running.flatMap((finding) => {
    const anew = recounted(finding, finding.deadline?.from ?? '', calendars);
    if (anew === undefined || anew.receipt.dueOn === finding.dueOn) return [];
    return [{ finding, would: anew.receipt.dueOn }];
  });
}

/** A date that has passed already would make late what is not: it is not moved there. */
export const canMove = ({ would }: Differing, today: Day): boolean => would >= today;
