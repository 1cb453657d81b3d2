import { DAY_FIELD, errorSummary, fieldMaker, type FieldView } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Checkable } from './checks.js';
import { readInspection } from './inspection.form.js';
import { unusualOf, wasAsked } from './inspection-questions.js';
import { kinds, modes, type Inspection } from './inspection.js';
import { numberOf } from './inspection-words.js';
import { presentConflicts, teamFields, type TeamContext } from './team-fields.presenter.js';

export type InspectionFormContext = TeamContext & {
  /** Findings that a follow-up visit to the unit that is named may go to see. */
  checkable: (Checkable & { label: string; hint: string })[];
  units: string[];
  topics: { vi: string; en: string }[];
  /** The month or quarter of the plan's line that the visit is made of; empty for any other. */
  span: string;
  /** The case that is revised; none for a new one. */
  inspection?: Inspection;
};

type Context = InspectionFormContext;

function fieldsOf(form: FormState, context: Context, visit: Visit) {
  const { t } = visit;
  const make = fieldMaker(t, form.values, form.errors);
  const field = (name: string, options: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `inspections:field.${name}`, ...options });
  const options = (group: string, words: readonly string[], hints: boolean) =>
    words.map((word) => ({
      value: word,
      label: t(`inspections:${group}.${word}`),
      ...(hints ? { hint: t(`inspections:${group}.${word}Hint`) } : {}),
    }));
  return {
    unit: field('unit', { hint: true, suggestions: context.units }),
    mode: field('mode', { options: options('mode', modes, true) }),
    kind: field('kind', { options: options('kind', kinds, false) }),
    topic: field('topic', { hint: true, suggestions: context.topics.map((topic) => topic.vi) }),
    topicEnglish: field('topicEnglish', { required: false, suggestions: englishOf(context.topics) }),
    plannedFrom: field('plannedFrom', { hint: true, ...DAY_FIELD }),
    plannedTo: field('plannedTo', { hint: true, ...DAY_FIELD }),
    decisionNumber: field('decisionNumber', { hint: true, required: false }),
    decisionOn: field('decisionOn', { hint: true, required: false, ...DAY_FIELD }),
    ...teamFields(field, context, visit),
    checks: field('checks', {
      hint: true,
      options: context.checkable.map(({ id, label, hint }) => ({ value: id, label, hint })),
    }),
  };
}

/** The box that answers what was asked; it holds just what was asked, so that another oddity is asked again. */
function sureField(form: FormState, { t }: Visit): FieldView {
  const word = unusualOf(readInspection(form.values));
  return fieldMaker(
    t,
    {},
    [],
  )('sure', {
    label: 'inspections:asked.label',
    required: false,
    options: [{ value: word, label: t('inspections:asked.sure') }],
  });
}

const englishOf = (topics: { en: string }[]) => topics.map((topic) => topic.en).filter((text) => text !== '');

/** Whether the unit comes from a draw; then neither it nor the surprise can be changed. */
const drawnBy = (form: FormState, { inspection }: Context): boolean =>
  (form.values['draw'] ?? inspection?.draw ?? '') !== '';

/** The name of the draft in the browser: that of another visit must not fill in the form of a drawn unit. */
const keepAs = (form: FormState, { inspection }: Context): string =>
  inspection?.id ?? ['inspection-new', form.values['draw'] ?? []].flat().join('-');

/** The form to prepare or revise an inspection. */
export function presentInspectionForm(form: FormState, context: Context, visit: Visit): Page {
  const { t } = visit;
  const { inspection } = context;
  const here = inspection === undefined ? '/inspections' : `/inspections/${inspection.id}`;
  return {
    title: t(inspection === undefined ? 'inspections:prepare' : 'inspections:revise'),
    back: {
      href: here,
      label: inspection === undefined ? t('inspections:list') : numberOf(inspection, t),
    },
    errors: errorSummary(t, form.errors),
    action: here,
    id: String(form.values['id'] ?? inspection?.id ?? newId()),
    version: String(form.values['version'] ?? inspection?.version ?? 0),
    planLine: String(form.values['planLine'] ?? ''),
    planned: context.span === '' ? '' : t('inspections:planSpan', { span: context.span }),
    keep: keepAs(form, context),
    draw: String(form.values['draw'] ?? inspection?.draw ?? ''),
    drawn: drawnBy(form, context)
      ? { title: t('inspections:drawn'), text: t('inspections:drawnText') }
      : null,
    preview: `${here}/preview`,
    fields: fieldsOf(form, context, visit),
    followsUp: form.values['kind'] === 'follow_up',
    conflicts: presentConflicts(fieldMaker(t, form.values, form.errors), context, visit),
    sure: wasAsked(form.errors) ? sureField(form, visit) : null,
    buttons: {
      label: t('inspections:act.save'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
