import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { ReminderLine, ReminderStep, ToldPost } from './reminder.js';

type Reader = { language: Language; t: Translate };

/** A post with its unit: "người đứng đầu, Phường Bồ Đề". */
const postWords = ({ role, unit, held }: ToldPost, { language, t }: Reader): string =>
  t(held ? 'reminders:post' : 'reminders:postVacant', {
    post: t(`reminders:role.${role}`),
    unit: inLanguage(unit.name, language),
  });

/** What a finding was reminded of, newest first, and what follows; null when there is nothing to tell. */
export function presentReminders(
  lines: readonly (ReminderLine & { day: Day })[],
  next: { step: ReminderStep; on: Day } | undefined,
  reader: Reader,
  letters: { href: string; label: string; on: string }[] = [],
) {
  const { language, t } = reader;
  if (lines.length === 0 && next === undefined && letters.length === 0) return null;
  return {
    letters,
    next:
      next === undefined
        ? ''
        : t('reminders:next', {
            step: t(`reminders:nextStep.${next.step}`),
            day: printDay(next.on, language),
          }),
    rows: lines
      .map(({ day, step, days, dueOn, told }) => ({
        iso: day,
        at: printDay(day, language),
        title: t(`reminders:step.${step}`),
        told: told.map((post) => postWords(post, reader)).join('; '),
        days: t(step === 'first' || step === 'last' ? 'reminders:left' : 'reminders:late', {
          count: days,
          day: printDay(dueOn, language),
        }),
      }))
      .reverse(),
  };
}
