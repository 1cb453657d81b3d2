import { presentActForm } from '../inspections/act-form.presenter.js';
import type { Inspection } from '../inspections/inspection.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import { printMoment } from '../shared/dates.js';
import { printSize } from '../shared/language.js';
import { fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { ComingFile } from './coming-file.js';

/** Files on their way to a case, with how far each is, and the form to do without one or all of them. */
export function presentComingFiles(
  form: FormState,
  inspection: Inspection,
  coming: ComingFile[],
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/inspections/${inspection.id}`;
  const field = fieldMaker(t, form.values, form.errors);
  const options = coming.map(({ id, name, size, offset, sender, touchedAt }) => ({
    value: id,
    label: name,
    hint: t('uploads:coming.so', {
      part: Math.floor((100 * offset) / Math.max(size, 1)),
      size: printSize(size, language),
      sender,
      at: printMoment(touchedAt, language),
    }),
  }));
  const all = { value: 'all', label: t('uploads:coming.all', { count: coming.length }) };
  const act = {
    title: t('uploads:coming.title'),
    lead: t('uploads:coming.lead'),
    submit: t('uploads:coming.giveUp'),
    action: `${here}/files`,
    back: { href: here, label: numberOf(inspection, t) },
    version: inspection.version,
    facts: presentCaseFacts(inspection, null, language, t),
    radios: [
      field('files', {
        label: 'uploads:coming.files',
        options: coming.length > 1 ? [...options, all] : options,
      }),
    ],
    textareas: [field('reason', { label: 'inspections:field.reason', rows: 3 })],
  };
  return presentActForm(form, act, visit);
}
