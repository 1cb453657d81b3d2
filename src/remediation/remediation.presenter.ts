import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import { postOf } from '../policies/actor.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';

/** What both forms about a remediation have in common. */
const frameOf = (form: FormState, finding: Finding, facts: CaseFacts, step: string, { t }: Visit) => ({
  title: t(`remediation:${step}.title`),
  back: { href: `/findings/${finding.id}`, label: findingNumber(finding) },
  errors: errorSummary(t, form.errors),
  facts,
  mustDo: finding.mustDo,
  action: `/findings/${finding.id}/${step}`,
  version: String(form.values['version'] ?? finding.version),
  keep: `${finding.id}-${step}`,
  buttons: {
    label: t(`remediation:${step}.submit`),
    cancel: { href: `/findings/${finding.id}`, label: t('findings:act.back') },
    saved: null,
  },
});

/** The unit's form: what it did, and the proof. */
export function presentRemediationForm(
  form: FormState,
  finding: Finding,
  facts: CaseFacts,
  visit: Visit,
): Page {
  const field = fieldMaker(visit.t, form.values, form.errors);
  const returned = finding.remediations.at(-1)?.verification;
  const before = finding.evidence.filter((item) => item.purpose === 'finding');
  const why =
    returned?.outcome === 'returned'
      ? [visit.t('findings:returnedBecause', { reason: returned.reason })]
      : [];
  return {
    ...frameOf(form, finding, { ...facts, lines: [...facts.lines, ...why] }, 'remediation', visit),
    seen: finding.seen,
    before: { items: presentEvidence(before, visit.language, visit.t) },
    textareas: [field('done', { label: 'remediation:field.done', hint: true, rows: 6 })],
    files: presentFileField('files', 'remediation:field.files', visit.uploads, form.errors, visit, true),
    inputs: [field('caption', { label: 'findings:field.caption', required: false })],
  };
}

/** The inspector's form: what had to be done beside what was done, then accept or return. */
export function presentVerificationForm(
  form: FormState,
  finding: Finding,
  facts: CaseFacts,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const last = finding.remediations.at(-1);
  const before = finding.evidence.filter((item) => item.purpose === 'finding');
  const after = finding.evidence.filter((item) => last?.evidenceIds.includes(item.id) === true);
  return {
    ...frameOf(form, finding, facts, 'verification', visit),
    done: last?.done ?? '',
    who: last === undefined ? '' : `${last.by.name}, ${postOf(last.by, language)}`,
    before: { items: presentEvidence(before, language, t) },
    after: { items: presentEvidence(after, language, t) },
    outcome: field('outcome', {
      label: 'findings:field.outcome',
      options: (['accepted', 'returned'] as const).map((outcome) => ({
        value: outcome,
        label: t(`findings:outcome.${outcome}`),
        hint: t(`findings:outcome.${outcome}Hint`),
      })),
    }),
    reason: field('reason', { label: 'remediation:field.reason', hint: true, required: false }),
  };
}
