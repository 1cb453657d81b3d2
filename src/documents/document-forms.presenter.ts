import { presentFileField } from '../evidence/file-field.presenter.js';
import type { Inspection } from '../inspections/inspection.js';
import { presentCaseFacts } from '../inspections/inspection-words.js';
import { printDay, type Day } from '../shared/dates.js';
import { DAY_FIELD, errorSummary, fieldMaker, type FieldView } from '../shared/fields.js';
import { hasValues, type FormState, type Page, type Visit } from '../web/visit.js';
import { deliveryWays } from '../inspections/step.form.js';
import { kindRules, type CaseDocument } from './document.js';
import { nameOfDocument } from './documents.presenter.js';

type Shown = { document: CaseDocument; inspection: Inspection };
type Parts = { inputs?: FieldView[]; radios?: FieldView[]; textareas?: FieldView[]; sure?: FieldView | null };

const HINTED_DAY = { hint: true, ...DAY_FIELD };

/** What the forms about a document have in common; printed by views/documents/act.hbs. */
function formPage(
  step: string,
  form: FormState,
  { document, inspection }: Shown,
  parts: Parts,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/documents/${document.id}`;
  return {
    title: t(`documents:act.${step}`),
    back: { href: here, label: nameOfDocument(document, t) },
    errors: errorSummary(t, form.errors),
    facts: presentCaseFacts(inspection, null, language, t),
    lead: t(`documents:lead.${step}`),
    action: `${here}/${step === 'write' ? 'edit' : step === 'deliver' ? 'delivery' : step === 'annul' ? 'annulment' : step}`,
    version: String(form.values['version'] ?? document.version),
    keep: `${here}/${step}`,
    inputs: parts.inputs ?? [],
    radios: parts.radios ?? [],
    textareas: parts.textareas ?? [],
    sure: parts.sure ?? null,
    files: null,
    buttons: {
      label: t('documents:save'),
      cancel: { href: here, label: t('documents:back') },
      saved: null,
    },
  };
}

export function presentWriteForm(form: FormState, shown: Shown, visit: Visit): Page {
  const values = hasValues(form) ? form.values : shown.document.fields;
  const field = fieldMaker(visit.t, values, form.errors);
  const textareas = kindRules[shown.document.kind].fields.map((name) =>
    field(name, { label: `documents:field.${name}`, hint: true, required: false, rows: 6 }),
  );
  return formPage('write', form, shown, { textareas }, visit);
}

export function presentNumberForm(form: FormState, shown: Shown, today: Day, visit: Visit): Page {
  const { document, inspection } = shown;
  const { t } = visit;
  // The preparer has typed the decision's number with the visit: nobody types it twice.
  const decided = document.kind === 'decision' ? inspection.decision : { number: '' };
  const stored = {
    number: document.number ?? decided.number,
    datedOn: printDay(document.datedOn ?? decided.on ?? today, 'vi'),
  };
  const field = fieldMaker(t, hasValues(form) ? form.values : stored, form.errors);
  const known = form.errors.some(({ message }) => message === 'documents:errors.numberKnown');
  const again = document.number !== undefined;
  return formPage(
    'number',
    form,
    shown,
    {
      inputs: [
        field('number', { label: 'documents:field.number', hint: true, width: 'govuk-input--width-20' }),
        field('datedOn', { label: 'documents:field.datedOn', ...HINTED_DAY }),
      ],
      textareas: again ? [field('reason', { label: 'documents:field.reason', hint: true })] : [],
      sure: known
        ? field('sure', {
            label: 'documents:field.sure',
            required: false,
            options: [{ value: 'yes', label: t('documents:sure') }],
          })
        : null,
    },
    visit,
  );
}

export function presentDeliveryForm(form: FormState, shown: Shown, today: Day, visit: Visit): Page {
  const { t } = visit;
  const values = hasValues(form) ? form.values : { deliveredOn: printDay(today, 'vi'), how: 'handed' };
  const field = fieldMaker(t, values, form.errors);
  return formPage(
    'deliver',
    form,
    shown,
    {
      inputs: [
        field('deliveredOn', { label: 'documents:field.deliveredOn', ...HINTED_DAY }),
        field('to', { label: 'documents:field.to', hint: true }),
      ],
      radios: [
        field('how', {
          label: 'documents:field.how',
          options: deliveryWays.map((way) => ({ value: way, label: t(`documents:way.${way}`) })),
        }),
      ],
      // Asked for only once the day was found to be late.
      sure: form.errors.some(({ message }) => message === 'announcements:errors.lateNotice')
        ? field('sure', {
            label: 'documents:field.sure',
            required: false,
            options: [{ value: 'yes', label: t('announcements:sureLate') }],
          })
        : null,
    },
    visit,
  );
}

export function presentScanForm(form: FormState, shown: Shown, visit: Visit): Page {
  const field = fieldMaker(visit.t, form.values, form.errors);
  const inputs = [field('caption', { label: 'findings:field.caption', required: false })];
  return {
    ...formPage('scan', form, shown, { inputs }, visit),
    files: presentFileField('files', 'documents:field.files', visit.uploads, form.errors, visit, true),
  };
}

export function presentAnnulForm(form: FormState, shown: Shown, visit: Visit): Page {
  const field = fieldMaker(visit.t, form.values, form.errors);
  const textareas = [field('reason', { label: 'documents:field.annulReason', hint: true, rows: 4 })];
  return formPage('annul', form, shown, { textareas }, visit);
}
