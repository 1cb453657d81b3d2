import { standing } from '../findings/evidence-item.js';
import { findingNumber, type Deadline, type Finding } from '../findings/finding.js';
import { printDay } from '../shared/dates.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { presentActForm, presentPreview, type Preview } from './act-form.presenter.js';
import { deliveryFields } from './ending-forms.presenter.js';
import type { Inspection } from './inspection.js';
import { numberOf, presentCaseFacts } from './inspection-words.js';

function previewOf(
  findings: Finding[],
  deadlines: Map<string, Deadline>,
  { t, language }: Visit,
): Preview | null {
  const due = findings.filter((finding) => deadlines.has(finding.id));
  if (due.length === 0) return null;
  const rows = due.map((finding) => ({
    label: `${findingNumber(finding)}: ${finding.mustDo}`,
    values: [
      String(finding.term),
      printDay(deadlines.get(finding.id)?.dueOn ?? '', language),
      String(standing(finding.evidence).length),
    ],
  }));
  return presentPreview(t('inspections:conclude.preview'), ['finding', 'term', 'dueOn', 'evidence'], rows, t);
}

/** The form to conclude a case: before it is signed, every finding stands there with the date it would be due on. */
export function presentConclusionForm(
  form: FormState,
  inspection: Inspection,
  findings: Finding[],
  deadlines: Map<string, Deadline>,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/inspections/${inspection.id}`;
  const { field, inputs, radios } = deliveryFields(form, visit, false);
  const preview = previewOf(findings, deadlines, visit);
  const act = {
    title: t('inspections:act.conclude'),
    lead: t(preview === null ? 'inspections:conclude.nothingFound' : 'inspections:conclude.lead'),
    submit: t('inspections:act.conclude'),
    action: `${here}/conclusion`,
    back: { href: here, label: numberOf(inspection, t) },
    version: inspection.version,
    facts: presentCaseFacts(inspection, null, language, t),
    inputs,
    radios,
    textareas: [field('conclusion', { label: 'inspections:field.conclusion', rows: 8 })],
    preview,
  };
  return presentActForm(form, act, visit);
}
