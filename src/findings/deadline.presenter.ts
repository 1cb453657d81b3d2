import { printDay } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { LampView } from '../web/parts.js';
import type { Deadline, Finding } from './finding.js';

/** What is not certain about a due date: a year nobody confirmed, a day that a law may still make a day off. */
export function warningOf(deadline: Deadline, language: Language, t: Translate): string {
  const { unconfirmedYears, unconfirmedDays } = deadline;
  const years =
    unconfirmedYears.length === 0
      ? []
      : [t('findings:deadline.unconfirmedYears', { years: unconfirmedYears.join(', ') })];
  const days = unconfirmedDays.map(({ day, why }) =>
    t('findings:deadline.unconfirmedDay', { day: printDay(day, language), why: inLanguage(why, language) }),
  );
  return [...years, ...days].join(' ');
}

/** What a term runs from. */
export type TermEvent = 'delivery' | 'reopening' | 'failure' | 'on_spot';

/**
 * The event that a finding's term was counted from. A failure to remedy that was recorded in the concluded case of what was
 * not remedied runs from that day: nothing was delivered again.
 */
export function eventOf(finding: Finding, { onSpot, from }: Deadline): TermEvent {
  const { reopenedOn, failureOf, foundOn, concludedOn } = finding;
  if (onSpot === true) return 'on_spot';
  if (reopenedOn === from) return 'reopening';
  return failureOf !== undefined && concludedOn === foundOn ? 'failure' : 'delivery';
}

/** The due date with its receipt, for views/components/deadline-card.hbs. */
export const presentDeadline = (
  deadline: Deadline,
  lamp: LampView,
  language: Language,
  t: Translate,
  receiptHref = '',
  event: TermEvent = 'delivery',
) => ({
  receiptHref,
  dueOn: printDay(deadline.dueOn, language),
  lamp,
  basis: t(`findings:deadline.basis.${event}`, {
    count: deadline.workingDays,
    from: printDay(deadline.from, language),
  }),
  firstDueOn: deadline.firstDueOn === deadline.dueOn ? '' : printDay(deadline.firstDueOn, language),
  skipped: deadline.skipped.map(({ day, why }) => ({
    day: printDay(day, language),
    why: inLanguage(why, language),
  })),
  calendars: t('findings:deadline.calendars', { versions: deadline.calendars.join(', ') }),
  warning: warningOf(deadline, language, t),
});
