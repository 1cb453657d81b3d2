import type { Day } from '../shared/dates.js';
import { DAY_FIELD, errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { printSpan } from '../shared/span.js';
import { link } from '../web/parts.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfMeasure } from './measure.form.js';
import { isInForce, parties, type Measure } from './measures.js';
import { settingsFrame, versionIn, type Reader } from './settings.presenter.js';
import type { SettingsRecord } from './settings.js';

const LIST = '/settings/measures';

/** The forms in which responsibility is handled, those of collectives first. */
export function presentMeasures(form: FormState, settings: SettingsRecord, today: Day, reader: Reader): Page {
  const { t, language } = reader;
  const row = (measure: Measure) => ({
    href: `${LIST}/${measure.id}`,
    text: inLanguage(measure.text, language),
    legalBasis: measure.legalBasis,
    period: printSpan(measure, language, t),
    force: isInForce(measure, today) ? null : { text: t('settings:notInForce'), tone: 'plain' },
    provisional: measure.provisional ? { text: t('settings:provisional'), tone: 'amber' } : null,
  });
  return {
    ...settingsFrame('measures', form, t),
    actions: { main: link(t('settings:addMeasure'), `${LIST}/new`), more: [], blocked: [] },
    lead: t('settings:measuresText'),
    groups: parties.map((party) => ({
      title: t(`settings:party.${party}`),
      rows: settings.measures.filter((measure) => measure.party === party).map(row),
    })),
  };
}

/** The form of one measure; `measure` is undefined for a new one. */
export function presentMeasureForm(
  form: FormState,
  settings: SettingsRecord,
  measure: Measure | undefined,
  { t }: Reader,
): Page {
  const typed = Object.keys(form.values).length > 0;
  const start = measure === undefined ? {} : fieldsOfMeasure(measure);
  const field = fieldMaker(t, typed ? form.values : start, form.errors);
  const version = versionIn(form, settings);
  const day = (name: string, label: string) =>
    field(name, { label, hint: true, required: false, ...DAY_FIELD });
  const removal = (one: Measure) => ({
    label: t('settings:removeMeasure'),
    href: `${LIST}/${one.id}/removal`,
    post: true,
    fields: [{ name: 'version', value: version }],
  });
  return {
    title: t(measure === undefined ? 'settings:addMeasure' : 'settings:reviseMeasure'),
    back: { href: LIST, label: t('settings:section.measures') },
    errors: errorSummary(t, form.errors),
    actions: measure === undefined ? null : { main: null, more: [removal(measure)], blocked: [] },
    lead: measure?.provisional === true ? t('settings:measureProvisional') : '',
    action: measure === undefined ? LIST : `${LIST}/${measure.id}`,
    version,
    party: field('party', {
      label: 'settings:field.party',
      options: parties.map((party) => ({ value: party, label: t(`settings:party.${party}`) })),
    }),
    texts: [
      field('textVi', { label: 'settings:field.measureVi' }),
      field('textEn', { label: 'settings:field.measureEn', required: false }),
    ],
    legalBasis: field('legalBasis', { label: 'settings:field.text', hint: true, required: false, rows: 2 }),
    days: [day('validFrom', 'settings:field.inForceFrom'), day('validTo', 'settings:field.inForceTo')],
    buttons: { label: t('settings:save'), cancel: { href: LIST, label: t('settings:cancel') }, saved: null },
  };
}
