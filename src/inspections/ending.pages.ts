import { missingErrors } from './ending.presenter.js';
import { presentConclusionForm } from './conclusion.presenter.js';
import {
  presentDeliveryStep,
  presentMinutesForm,
  presentPublicationForm,
  presentRedelivery,
  presentSigningForm,
} from './ending-forms.presenter.js';
import { subjectOf, transitionFor, type Inspection, type InspectionAct } from './inspection.js';
import { presentActForm } from './act-form.presenter.js';
import { numberOf, presentCaseFacts } from './inspection-words.js';
import { knownTo } from './disclosure.js';
import type { Missing } from './missing.js';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf, printDay } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import {
  hasValues,
  idOf,
  page,
  wasSent,
  type Answer,
  type FormState,
  type Page,
  type Visit,
} from '../web/visit.js';

const withMissing = (shown: Page, missing: Missing[], inspection: Inspection, visit: Visit): Page => {
  const may = allowedActions(visit.actor, subjectOf(inspection));
  return missing.length === 0 ? shown : { ...shown, errors: missingErrors(missing, may, visit) };
};

/** The pages of the steps that end a visit: minutes, draft, conclusion, delivery, publication. */
export function endingPages(services: Services) {
  const { inspections, findings, orders } = services;

  /** A form is only shown to those who could send it, while it could be sent; what was sent always comes back. */
  const form =
    (
      act: InspectionAct,
      present: (form: FormState, inspection: Inspection, visit: Visit) => Page | Promise<Page>,
      possible: (inspection: Inspection) => boolean = () => true,
    ) =>
    async (visit: Visit, given: FormState): Promise<Answer> => {
      const inspection = knownTo(visit.actor, await inspections.load(visit.actor, idOf(visit)));
      assertAllowed(visit.actor, `inspection.${act}`, subjectOf(inspection));
      const open = transitionFor(act, inspection.state) !== undefined && possible(inspection);
      if (!open && !wasSent(visit)) throw new Forbidden(`not ${inspection.state}`);
      return page('inspections/act', await present(given, inspection, visit));
    };

  async function conclusion(given: FormState, inspection: Inspection, visit: Visit): Promise<Page> {
    const today = dayOf(visit.now);
    const [found, missing] = await Promise.all([
      findings.ofInspection(visit.actor, inspection.id),
      services.missing(inspection, today),
    ]);
    const standing = found.filter(({ state }) => state !== 'withdrawn');
    const deadlines = await orders.deadlinesIf(standing, today);
    const values = hasValues(given) ? given.values : { deliveredOn: printDay(today, 'vi'), how: 'handed' };
    const shown = presentConclusionForm(
      { values, errors: given.errors },
      inspection,
      standing,
      deadlines,
      visit,
    );
    // What is missing is said with the place where it is supplied, before anybody types a conclusion.
    return withMissing(shown, missing, inspection, visit);
  }

  /** What is still asked on site is said with the place where it is supplied; minutes that wait to be signed stand. */
  async function signing(given: FormState, inspection: Inspection, visit: Visit): Promise<Page> {
    const shown = presentSigningForm(given, inspection, visit);
    const missing = (await services.missing(inspection, dayOf(visit.now))).filter(
      ({ message }) => message !== 'missing:signature',
    );
    return withMissing(shown, missing, inspection, visit);
  }

  function resumption(given: FormState, inspection: Inspection, visit: Visit): Page {
    const { t, language } = visit;
    const here = `/inspections/${inspection.id}`;
    const field = fieldMaker(t, given.values, given.errors);
    const act = {
      title: t('ending:act.resume'),
      lead: t('ending:lead.resume'),
      submit: t('ending:act.resume'),
      action: `${here}/resumption`,
      back: { href: here, label: numberOf(inspection, t) },
      version: inspection.version,
      facts: presentCaseFacts(inspection, null, language, t),
      textareas: [field('reason', { label: 'inspections:field.reason' })],
    };
    return presentActForm(given, act, visit);
  }

  async function redelivery(given: FormState, inspection: Inspection, visit: Visit): Promise<Page> {
    const found = await findings.ofInspection(visit.actor, inspection.id);
    return presentRedelivery(given, inspection, found, visit);
  }

  return {
    minutesForm: form('write_minutes', presentMinutesForm),
    signingForm: form('sign_minutes', signing, ({ minutes }) => minutes !== undefined),
    resumptionForm: form('resume', resumption),
    draftForm: form('send_draft', presentDeliveryStep('draft'), ({ findings: { total } }) => total > 0),
    redateForm: form('redate_draft', presentDeliveryStep('draft-date')),
    conclusionForm: form('conclude', conclusion),
    deliveryForm: form(
      'deliver',
      presentDeliveryStep('delivery'),
      ({ deliveredOn }) => deliveredOn === undefined,
    ),
    redeliveryForm: form('redate_conclusion', redelivery, ({ deliveredOn }) => deliveredOn !== undefined),
    publicationForm: form(
      'publish',
      presentPublicationForm,
      ({ publication }) => publication !== undefined && publication.done === undefined,
    ),
  };
}
