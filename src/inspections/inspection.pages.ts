import { assertAllowed } from '../policies/policy.js';
import { isWorkingDay } from '../calendar/working-calendar.js';
import type { Services } from '../services.js';
import { dayOf, printDay } from '../shared/dates.js';
import { Forbidden, Invalid, NotFound } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import { fieldsOfVisit } from '../plans/plan.form.js';
import { printSpan } from '../plans/plan-words.js';
import { presentCheckable } from './checkable.presenter.js';
import { labelOf } from '../units/unit-names.js';
import { hasValues, idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentActForm } from './act-form.presenter.js';
import { casePage, warningsAbout } from './case.pages.js';
import { fieldsOfInspection, readInspection, type InspectionInput } from './inspection.form.js';
import { questionsAbout } from './inspection-questions.js';
import { presentInspectionForm } from './inspection-form.presenter.js';
import { subjectOf, transitionFor, type Inspection, type InspectionAct } from './inspection.js';
import { numberOf, presentCaseFacts } from './inspection-words.js';

/** The pages of inspections: each loads what it shows and gives it to its presenter. */
export function inspectionPages(services: Services) {
  const { calendar, inspections, planLines, units, draws, conflicts, followUps } = services;

  const load = (visit: Visit): Promise<Inspection> => inspections.load(visit.actor, idOf(visit));

  /**
   * A form is only shown to those who could send it, in a state in which it could be sent. What was sent comes back
   * even when the state has changed meanwhile: nobody loses what was typed.
   */
  function assertPossible(visit: Visit, inspection: Inspection, act: InspectionAct): void {
    assertAllowed(visit.actor, `inspection.${act as 'open'}`, subjectOf(inspection));
    const possible = transitionFor(act, inspection.state) !== undefined;
    if (!possible && !wasSent(visit)) throw new Forbidden(`not ${inspection.state}`);
  }

  async function form(visit: Visit, state: FormState): Promise<Answer> {
    const id = visit.params['id'];
    const inspection = id === undefined ? undefined : await load(visit);
    if (inspection === undefined) assertAllowed(visit.actor, 'inspection.prepare');
    else assertPossible(visit, inspection, 'revise');
    const [candidates, labels, topics] = await Promise.all([
      inspections.candidates(visit.actor, inspection?.preparer.personId),
      units.suggestions(dayOf(visit.now)),
      inspections.topics(visit.actor),
    ]);
    const stored =
      inspection === undefined ? {} : fieldsOfInspection(inspection, (day) => printDay(day, 'vi'));
    const shown = { values: hasValues(state) ? state.values : stored, errors: state.errors };
    const chosen = await units.resolve(String(shown.values['unit'] ?? ''), dayOf(visit.now));
    const unitId = 'unit' in chosen ? chosen.unit.id : undefined;
    const people = candidates.inspectors.map(({ personId }) => personId);
    const followsUp = shown.values['kind'] === 'follow_up' && unitId !== undefined;
    const lineId = String(shown.values['planLine'] ?? '');
    const [warnings, objections, found, planned] = await Promise.all([
      warningsAbout(services, unitId, visit),
      unitId === undefined ? new Map<string, never>() : conflicts.at(visit.actor, unitId, people),
      followsUp ? followUps.checkable(visit.actor, unitId) : [],
      lineId === '' ? undefined : planLines.offered(visit.actor, lineId),
    ]);
    const context = {
      ...candidates,
      objections,
      checkable: found.map((one) => presentCheckable(one, visit)),
      units: labels,
      topics,
      span: planned === undefined ? '' : printSpan(planned, visit.language, visit.t),
      ...(inspection === undefined ? {} : { inspection }),
    };
    return page('inspections/form', { ...presentInspectionForm(shown, context, visit), warnings });
  }

  /** Reads the form, and asks about what is unusual before anything is saved. */
  async function read(visit: Visit): Promise<InspectionInput> {
    const input = readInspection(visit.fields);
    const before = visit.params['id'] === undefined ? undefined : await load(visit);
    const calendars = await calendar.calendars();
    const questions = questionsAbout(input, (day) => !isWorkingDay(day, calendars), before);
    if (questions.length > 0) throw new Invalid(questions);
    return input;
  }

  /** What a draw fills in; nobody is told of a draw or a drawn unit that is not his to know. */
  async function fromDraw({ actor }: Visit, draw: string, unitId: string) {
    if (!(await draws.isDrawn(actor, draw, unitId))) throw new NotFound(`draw ${draw}`);
    const { team } = await draws.load(actor, draw);
    return { draw, mode: 'surprise', members: team.map(({ personId }) => personId) };
  }

  const reasonForm =
    (act: 'refuse' | 'cancel') =>
    async (visit: Visit, shown: FormState): Promise<Answer> => {
      const inspection = await load(visit);
      assertPossible(visit, inspection, act);
      const { t } = visit;
      const field = fieldMaker(t, shown.values, shown.errors);
      const here = `/inspections/${inspection.id}`;
      const content = presentActForm(
        shown,
        {
          title: t(`inspections:act.${act}`),
          lead: t(`inspections:lead.${act}`),
          submit: t(`inspections:act.${act}`),
          action: `${here}/${act === 'refuse' ? 'refusal' : 'cancellation'}`,
          back: { href: here, label: numberOf(inspection, t) },
          version: inspection.version,
          facts: presentCaseFacts(inspection, null, visit.language, t),
          textareas: [field('reason', { label: 'inspections:field.reason' })],
        },
        visit,
      );
      return page('inspections/act', content);
    };

  return {
    form,
    read,
    show: casePage(services),
    preview: (visit: Visit): Promise<Answer> => form(visit, { values: visit.fields, errors: [] }),
    reasonForm,

    newForm: async (visit: Visit): Promise<Answer> => {
      const { unit, line, draw, check } = visit.query;
      const found = unit === undefined ? undefined : await units.find(unit);
      const planned = line === undefined ? undefined : await planLines.offered(visit.actor, line);
      const values = {
        ...(draw === undefined ? {} : await fromDraw(visit, draw, found?.id ?? '')),
        ...(visit.actor.post.role === 'inspector' ? { head: visit.actor.personId } : {}),
        ...(found === undefined ? {} : { unit: labelOf(found) }),
        ...(planned === undefined ? {} : fieldsOfVisit(planned)),
        // A visit that was ordered to look at a finding once more.
        ...(check === undefined ? {} : { kind: 'follow_up', checks: [check] }),
      };
      return form(visit, { values, errors: [] });
    },
  };
}
