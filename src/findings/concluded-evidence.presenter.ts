import type { Translate } from '../shared/language.js';
import { concludedEvidence, printHash, type Concluded } from './concluded-evidence.js';

/** The one hash of the files that a case was concluded upon, as its reports print it; nothing of none. */
export function presentConcludedEvidence(findings: readonly Concluded[], t: Translate) {
  const evidence = concludedEvidence(findings);
  return evidence === undefined
    ? null
    : {
        label: t('findings:concludedEvidence.label', { count: evidence.files }),
        hash: printHash(evidence.hash),
        note: t('findings:concludedEvidence.note'),
      };
}
