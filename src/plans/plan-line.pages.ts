import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { fieldsOfLine } from './plan.form.js';
import { presentReasonForm } from './plan-form.presenter.js';
import { presentLineForm } from './plan-line-form.presenter.js';
import type { PlanLine } from './plan-line.js';
import { subjectOfPlan, type Plan } from './plan.js';

/** The forms of a plan's lines. They are shown to those who may change them in the plan's state. */
export function planLinePages({ plans, planLines, inspections, units }: Services) {
  const mayChange = (visit: Visit, plan: Plan): void =>
    assertAllowed(visit.actor, plan.state === 'draft' ? 'plan.revise' : 'plan.amend', subjectOfPlan(plan));

  async function lineForm(visit: Visit, form: FormState, plan: Plan, line?: PlanLine): Promise<Answer> {
    mayChange(visit, plan);
    const [{ inspectors }, labels] = await Promise.all([
      inspections.candidates(visit.actor),
      units.suggestions(dayOf(visit.now)),
    ]);
    const stored = line === undefined ? {} : fieldsOfLine(line);
    const typed = Object.keys(form.values).length > 0;
    const shown = { values: typed ? form.values : stored, errors: form.errors };
    const cancel = line?.state === 'planned' ? `/plans/${plan.id}/lines/${line.id}/cancellation` : null;
    const context = { plan, inspectors, units: labels, cancel, ...(line === undefined ? {} : { line }) };
    return page('plans/line', presentLineForm(shown, context, visit));
  }

  const loadLine = (visit: Visit) => planLines.load(visit.actor, idOf(visit), visit.params['line'] ?? '');

  return {
    newLines: async (visit: Visit, form: FormState) =>
      lineForm(visit, form, await plans.load(visit.actor, idOf(visit))),

    line: async (visit: Visit, form: FormState) => {
      const { plan, line } = await loadLine(visit);
      return lineForm(visit, form, plan, line);
    },

    cancellation: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { plan, line } = await loadLine(visit);
      mayChange(visit, plan);
      const action = `/plans/${plan.id}/lines/${line.id}/cancellation`;
      return page(
        'inspections/act',
        presentReasonForm(form, { plan, line, words: 'cancelLine', action }, visit),
      );
    },
  };
}
