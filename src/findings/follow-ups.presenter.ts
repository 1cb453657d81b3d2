import { presentOutcome } from '../followups/followup.presenter.js';
import { printDay, type Day } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { Finding } from './finding.js';

/** What follow-up visits have seen of a finding, the latest first; with the days that held before it was opened again. */
export function presentFollowUps(
  { checks = [] }: Finding,
  { t, language }: { t: Translate; language: Language },
) {
  const print = (day: Day | undefined) => (day === undefined ? '–' : printDay(day, language));
  return [...checks].reverse().map((check) => ({
    title: t('followups:one', { number: check.inspectionNumber }),
    href: `/inspections/${check.inspectionId}`,
    outcome: presentOutcome(check, { t, language }),
    before:
      check.before === undefined
        ? ''
        : t('followups:before', {
            due: print(check.before.deadline?.dueOn),
            remedied: print(check.before.remediedOn),
            closed: print(check.before.closedOn),
          }),
  }));
}
