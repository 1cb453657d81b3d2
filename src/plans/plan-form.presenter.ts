import { presentActForm } from '../inspections/act-form.presenter.js';
import { postOf, type Author } from '../policies/actor.js';
import { DAY_FIELD, errorSummary, fieldMaker, NUMBER_FIELD } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Plan } from './plan.js';
import type { PlanLine } from './plan-line.js';
import { presentPlanFacts } from './plan-words.js';

/** The form of a plan itself: year, approver, paper, topics, limits. */
export function presentPlanForm(
  form: FormState,
  { plan, approvers }: { plan?: Plan; approvers: Author[] },
  { t, language }: Visit,
): Page {
  const make = fieldMaker(t, form.values, form.errors);
  const field = (name: string, more: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `plans:field.${name}`, ...more });
  const here = plan === undefined ? '/plans' : `/plans/${plan.id}`;
  const title = t(plan === undefined ? 'plans:draft' : 'plans:revise');
  return {
    title,
    back: {
      href: here,
      label: plan === undefined ? t('plans:list') : t('plans:ofYear', { year: plan.year }),
    },
    errors: errorSummary(t, form.errors),
    action: here,
    id: String(form.values['id'] ?? plan?.id ?? newId()),
    version: String(form.values['version'] ?? plan?.version ?? 0),
    keep: plan?.id ?? 'plan-new',
    fields: {
      year: field('year', NUMBER_FIELD),
      approver: field('approver', {
        hint: true,
        options: [
          { value: '', label: t('inspections:field.choose') },
          ...approvers.map((person) => ({
            value: person.personId,
            label: `${person.name} · ${postOf(person, language)}`,
          })),
        ],
      }),
      documentNumber: field('documentNumber', { hint: true, required: false }),
      documentOn: field('documentOn', { hint: true, required: false, ...DAY_FIELD }),
      topics: field('topics', { hint: true, required: false, rows: 6 }),
      monthsBetween: field('monthsBetween', { hint: true, ...NUMBER_FIELD }),
      visitsPerMonth: field('visitsPerMonth', { hint: true, ...NUMBER_FIELD }),
    },
    buttons: {
      label: t('inspections:act.save'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
  };
}

export type ReasonForm = { plan: Plan; line?: PlanLine; words: 'refuse' | 'cancelLine'; action: string };

/** The form of a step that asks for nothing but a reason. */
export function presentReasonForm(form: FormState, given: ReasonForm, visit: Visit): Page {
  const { plan, line, words, action } = given;
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const act = {
    title: t(`plans:act.${words}`),
    lead: t(`plans:lead.${words}`),
    submit: t(`plans:act.${words}`),
    action,
    back: { href: `/plans/${plan.id}`, label: t('plans:ofYear', { year: plan.year }) },
    version: (line ?? plan).version,
    facts: presentPlanFacts(plan, line, language, t),
    textareas: [field('reason', { label: 'inspections:field.reason' })],
  };
  return presentActForm(form, act, visit);
}
