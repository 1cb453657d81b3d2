import type { Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import type { Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfCatalogue, groupsIn, rowsIn } from './signs.form.js';
import type { CatalogueRecord } from './sign-catalogue.js';

/** The form for the next version: everything of the newest one to go over, with empty rows below. */
export function presentSignsForm(
  form: FormState,
  newest: CatalogueRecord,
  today: Day,
  { t }: { t: Translate },
): Page {
  const typed = Object.keys(form.values).length > 0;
  const values: Fields = typed ? form.values : fieldsOfCatalogue(newest, today);
  const field = fieldMaker(t, values, form.errors);
  const textarea = (name: string, label: string, required: boolean) =>
    field(name, { label, rows: 3, required });
  return {
    title: t('signs:compose'),
    back: { href: '/signs', label: t('signs:title') },
    errors: errorSummary(t, form.errors),
    lead: t('signs:composeText'),
    version: String(form.values['version'] ?? newest.number),
    head: [
      field('validFrom', {
        label: 'signs:field.validFrom',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
      field('source', { label: 'signs:field.source', hint: true, required: false }),
    ],
    groups: groupsIn(values).map((code) => ({
      legend: t('signs:group', { code }),
      fields: [
        field(`group-${code}-vi`, { label: 'signs:field.titleVi', required: false }),
        field(`group-${code}-en`, { label: 'signs:field.titleEn', required: false }),
      ],
    })),
    rows: rowsIn(values).map((row) => ({
      legend: String(values[`code-${row}`] ?? '') || t('signs:newSign'),
      code: field(`code-${row}`, {
        label: 'signs:field.code',
        width: 'govuk-input--width-5',
        inputmode: 'decimal',
      }),
      texts: [
        textarea(`vi-${row}`, 'signs:field.textVi', true),
        textarea(`en-${row}`, 'signs:field.textEn', false),
      ],
      official: field(`official-${row}`, {
        label: 'signs:field.wording',
        required: true,
        options: [{ value: 'yes', label: t('signs:isOfficial') }],
      }),
    })),
    buttons: { label: t('signs:issue'), cancel: { href: '/signs', label: t('signs:cancel') }, saved: null },
  };
}
