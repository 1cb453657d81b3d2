import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfUnit } from './unit.form.js';
import type { UnitRecord } from './unit-record.js';
import { unitKinds } from './unit.js';

type Reader = { t: Translate; language: Language };

function sharedFields(form: FormState, t: Translate) {
  const field = fieldMaker(t, form.values, form.errors);
  const name = (key: string, required: boolean) => field(key, { label: `units:field.${key}`, required });
  const day = (key: string) =>
    field(key, {
      label: `units:field.${key}`,
      hint: true,
      required: false,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    });
  return {
    field,
    names: [name('nameVi', true), name('nameEn', false)],
    days: [day('validFrom'), day('validTo')],
  };
}

const buttons = (t: Translate, cancel: string) => ({
  label: t('units:save'),
  cancel: { href: cancel, label: t('units:cancel') },
  saved: null,
});

/** The form for a unit that is not there yet. */
export function presentNewUnit(form: FormState, suggestions: string[], { t }: Reader): Page {
  const { field, names, days } = sharedFields(form, t);
  return {
    title: t('units:add'),
    back: { href: '/units', label: t('units:title') },
    errors: errorSummary(t, form.errors),
    lead: t('units:addText'),
    action: '/units',
    version: '',
    identity: [
      field('code', { label: 'units:field.code', hint: true, width: 'govuk-input--width-10' }),
      field('kind', {
        label: 'units:field.kind',
        options: [
          { value: '', label: t('units:choose') },
          ...unitKinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
        ],
      }),
      field('parent', { label: 'units:field.parent', hint: true, required: false, suggestions }),
    ].map((one) => ({ ...one, isSelect: one.options.length > 0 })),
    names,
    days,
    source: field('source', { label: 'units:field.source', required: false }),
    buttons: buttons(t, '/units'),
  };
}

/** The form to correct the names and the days of a unit. */
export function presentRevision(form: FormState, record: UnitRecord, { t, language }: Reader): Page {
  const values = { ...fieldsOfUnit(record), ...form.values };
  const { names, days } = sharedFields({ ...form, values }, t);
  const href = `/units/${record.id}`;
  return {
    title: t('units:revise'),
    caption: `${inLanguage(record.name, language)} · ${record.code}`,
    back: { href, label: inLanguage(record.name, language) },
    errors: errorSummary(t, form.errors),
    lead: t('units:reviseText'),
    action: `${href}/revision`,
    version: String(form.values['version'] ?? record.version),
    identity: [],
    names,
    days,
    source: null,
    buttons: buttons(t, href),
  };
}
