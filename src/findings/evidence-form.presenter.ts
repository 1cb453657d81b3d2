import { presentFileField } from '../evidence/file-field.presenter.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { findingNumber, type Finding } from './finding.js';

/** The form to add evidence to a finding that was recorded; printed by views/findings/remedy.hbs. */
export function presentEvidenceForm(form: FormState, finding: Finding, facts: CaseFacts, visit: Visit): Page {
  const { t } = visit;
  const here = `/findings/${finding.id}`;
  const field = fieldMaker(t, form.values, form.errors);
  return {
    title: t('findings:act.addEvidence'),
    back: { href: here, label: findingNumber(finding) },
    errors: errorSummary(t, form.errors),
    facts,
    seen: '',
    before: null,
    mustDo: '',
    action: `${here}/evidence`,
    version: String(form.values['version'] ?? finding.version),
    keep: `${finding.id}-evidence`,
    textareas: [],
    files: presentFileField('files', 'findings:field.files', visit.uploads, form.errors, visit, true),
    inputs: [field('caption', { label: 'findings:field.caption', required: false })],
    buttons: {
      label: t('findings:act.save'),
      cancel: { href: here, label: t('findings:act.back') },
      saved: null,
    },
  };
}
