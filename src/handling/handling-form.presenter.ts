import { presentFileField } from '../evidence/file-field.presenter.js';
import { isInForce, type Measure } from '../settings/measures.js';
import type { Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { newId } from '../shared/ids.js';
import { inLanguage } from '../shared/language.js';
import { printSpan } from '../shared/span.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';

export type HandlingForm = {
  /** What the form begins with. */
  start: Fields;
  version: number;
  measures: readonly Measure[];
  today: Day;
  facts: CaseFacts;
  action: string;
  back: { href: string; label: string };
  /** Whether another entry takes the place of one. */
  correcting: boolean;
};

/** The forms to choose from: those in force today first. One that has ended can have been decided before. */
function measureOptions({ measures, today }: HandlingForm, { t, language }: Visit) {
  const option = (measure: Measure) => {
    const words = `${t(`handling:party.${measure.party}`)}: ${inLanguage(measure.text, language)}`;
    const span = measure.validTo === undefined ? '' : ` (${printSpan(measure, language, t)})`;
    const basis = measure.legalBasis === '' ? '' : ` · ${measure.legalBasis}`;
    return { value: measure.id, label: `${words}${basis}${span}` };
  };
  const [now, before] = [true, false].map((inForce) =>
    measures.filter((measure) => isInForce(measure, today) === inForce).map(option),
  );
  return [{ value: '', label: t('handling:choose') }, ...(now ?? []), ...(before ?? [])];
}

/** What was decided about whom, with the decision as a file. */
export function presentHandlingForm(form: FormState, shown: HandlingForm, visit: Visit): Page {
  const { t } = visit;
  const { correcting, start } = shown;
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : start, form.errors);
  const act = correcting ? 'correct' : 'record';
  return {
    title: t(`handling:act.${act}`),
    back: shown.back,
    errors: errorSummary(t, form.errors),
    facts: shown.facts,
    lead: t(`handling:lead.${act}`),
    action: shown.action,
    id: String(form.values['id'] || newId()),
    version: String(form.values['version'] ?? shown.version),
    measure: field('measure', {
      label: 'handling:field.measure',
      hint: true,
      options: measureOptions(shown, visit),
    }),
    inputs: [
      field('who', { label: 'handling:field.who', hint: true }),
      field('person', { label: 'handling:field.person', hint: true, required: false, autocomplete: 'off' }),
      field('decidedBy', { label: 'handling:field.decidedBy', hint: true }),
      field('number', { label: 'handling:field.number', width: 'govuk-input--width-20' }),
      field('decidedOn', {
        label: 'handling:field.decidedOn',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
    ],
    files: presentFileField(
      'files',
      correcting ? 'handling:field.otherFiles' : 'handling:field.files',
      visit.uploads,
      form.errors,
      visit,
      !correcting,
    ),
    textareas: correcting ? [field('reason', { label: 'handling:field.reason', rows: 3 })] : [],
    buttons: {
      label: t(`handling:act.${act}`),
      cancel: { href: shown.back.href, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
