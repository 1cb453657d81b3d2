import { presentOutcome } from '../followups/followup.presenter.js';
import type { CaseContext } from './case-context.js';
import type { Inspection } from './inspection.js';

/** What a follow-up visit goes to see, for its page; null for every other visit. */
export function presentCaseChecks(
  { id, checks = [] }: Inspection,
  { t, language }: Pick<CaseContext, 't' | 'language'>,
) {
  if (checks.length === 0) return null;
  const done = checks.filter(({ outcome }) => outcome !== undefined).length;
  return {
    progress: t('followups:progress', { done, count: checks.length }),
    href: `/inspections/${id}/checks`,
    rows: checks.map((check) => ({
      number: check.number,
      href: `/findings/${check.findingId}`,
      outcome: presentOutcome(check, { t, language }),
      waiting: t('followups:waiting'),
    })),
  };
}
