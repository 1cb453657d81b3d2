import { printDay } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { LampView } from '../web/parts.js';
import type { Deadline } from './finding.js';

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

/** The due date with its receipt, for views/components/deadline-card.hbs. */
export const presentDeadline = (
  deadline: Deadline,
  lamp: LampView,
  language: Language,
  t: Translate,
  receiptHref = '',
) => ({
  receiptHref,
  dueOn: printDay(deadline.dueOn, language),
  lamp,
  basis:
    deadline.onSpot === true
      ? t('findings:deadline.onSpot', { day: printDay(deadline.from, language) })
      : t('findings:deadline.basis', {
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
