import { printDay, type Day } from '../shared/dates.js';
import type { TagView, Tone } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import type { DueStanding, Owed } from './due.js';

const tones: Record<DueStanding, Tone> = {
  sent: 'good',
  sent_late: 'amber',
  open: 'plain',
  overdue: 'alarm',
  running: 'plain',
  not_owed: 'plain',
};

export const standingTag = (standing: DueStanding, { t }: Visit): TagView => ({
  text: t(`filings:due.state.${standing}`),
  tone: tones[standing],
});

export const printSent = (day: Day | undefined, { language }: Visit): string =>
  day === undefined ? '–' : printDay(day, language);

/** Until when a report is owed; or that nobody owes it, and why. */
export const tellDue = (owed: Owed, visit: Visit): string =>
  owed.exempt === undefined
    ? `${visit.t('filings:due.due')}: ${printDue(owed, visit)}.`
    : visit.t(`filings:due.exempt.${owed.exempt}`);

/** The day; uncertain while the calendar of its year is not confirmed. */
export const printDue = (
  { dueOn, unconfirmedYears = [] }: Omit<Owed, 'term'>,
  { t, language }: Visit,
): string =>
  [printDay(dueOn, language), ...unconfirmedYears.map((year) => t('calendar:notConfirmed', { year }))].join(
    ' · ',
  );
