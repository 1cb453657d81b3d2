import { presentTimeline } from '../history/timeline.presenter.js';
import { kinds } from '../inspections/inspection.js';
import { postOf, type Author } from '../policies/actor.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { unitKinds } from '../units/unit.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { SPREAD } from './plan.form.js';
import { spanCodes, spanOf, type PlanLine } from './plan-line.js';
import { presentPlanFacts, printSpan } from './plan-words.js';
import type { Plan } from './plan.js';

export type LineFormContext = {
  plan: Plan;
  line?: PlanLine;
  inspectors: Author[];
  units: string[];
  /** Where the line can be taken out of the plan; null when it cannot. */
  cancel: string | null;
};

/** The form of one line, or of one line for each unit of a kind. */
export function presentLineForm(form: FormState, context: LineFormContext, visit: Visit): Page {
  const { t, language } = visit;
  const { plan, line, inspectors } = context;
  const make = fieldMaker(t, form.values, form.errors);
  const field = (name: string, more: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `plans:field.${name}`, ...more });
  const here = `/plans/${plan.id}`;
  const choose = { value: '', label: t('inspections:field.choose') };
  const spans = spanCodes.map((code) => ({
    value: code,
    label: printSpan(spanOf(code, plan.year), language, t),
  }));
  const people = inspectors.map((person) => ({
    value: person.personId,
    label: person.name,
    hint: postOf(person, language),
  }));
  const one = line !== undefined;
  return {
    title: t(one ? 'plans:line' : 'plans:addLines'),
    back: { href: here, label: t('plans:ofYear', { year: plan.year }) },
    errors: errorSummary(t, form.errors),
    facts: presentPlanFacts(plan, line, language, t),
    lead: plan.state === 'approved' ? t('plans:amendmentLead', { number: plan.amendments + 1 }) : '',
    action: one ? `${here}/lines/${line.id}` : `${here}/lines`,
    id: String(form.values['id'] || newId()),
    version: String(form.values['version'] ?? line?.version ?? 0),
    keep: one ? line.id : `plan-lines-${plan.id}`,
    fields: {
      unit: field('unit', { hint: true, required: one, suggestions: context.units }),
      kind: field('kind', {
        options: [choose, ...kinds.map((kind) => ({ value: kind, label: t(`inspections:kind.${kind}`) }))],
      }),
      topic: field('topic', { suggestions: plan.topics.map(({ vi }) => vi) }),
      topicEnglish: field('topicEnglish', {
        required: false,
        suggestions: plan.topics.map(({ en }) => en).filter((en) => en !== ''),
      }),
      span: field('span', {
        options: [choose, ...(one ? [] : [{ value: SPREAD, label: t('plans:spread') }]), ...spans],
      }),
      head: field('head', {
        required: false,
        options: [{ value: '', label: t('plans:laterHead') }, ...people],
      }),
      members: field('members', { required: false, options: people }),
    },
    group: one
      ? null
      : field('group', {
          hint: true,
          required: false,
          options: [
            { value: '', label: t('plans:noGroup') },
            ...unitKinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
          ],
        }),
    reason: plan.state === 'approved' ? field('reason', { hint: true, rows: 3 }) : null,
    cancelLink: context.cancel === null ? null : { href: context.cancel, label: t('plans:act.cancelLine') },
    history: line === undefined ? null : { events: presentTimeline(line.history, language, t) },
    buttons: {
      label: t(one ? 'inspections:act.save' : 'plans:act.add'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
