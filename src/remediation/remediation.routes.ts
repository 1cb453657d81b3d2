import { Router } from 'express';
import { picturesLike } from '../evidence/likeness.queries.js';
import { findingPages } from '../findings/finding.pages.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden, NotFound } from '../shared/errors.js';
import { posted, shownForm } from '../web/handle.js';
import { proofOf } from './proof.js';
import { stepsOf } from '../web/steps.js';
import { idOf, page, redirect, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentActionForm, presentProgressForm } from './actions.presenter.js';
import {
  readAction,
  readConfirmation,
  readProgress,
  readRemediation,
  readVerification,
} from './remediation.form.js';
import {
  presentConfirmationForm,
  presentRemediationForm,
  presentVerificationForm,
} from './remediation.presenter.js';

export function remediationRoutes(services: Services): Router {
  const { remediation, remedyActions } = services;
  const { acting } = findingPages(services);
  const router = Router();
  const steps = stepsOf(router, '/findings');

  const reportForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'report', 'remediation.report');
    const standing = await remediation.standing(visit.actor, shown.finding);
    const told = {
      ...shown,
      direct: standing?.own === undefined,
      early: dayOf(visit.now) < shown.finding.dueOn,
    };
    return page('remediation/report', presentRemediationForm(form, told, visit));
  };
  steps.form('remediation', reportForm, async (visit, id) => {
    const { state } = await remediation.report(
      visit.actor,
      id,
      readRemediation(visit.fields),
      visit.uploads,
      visit.address,
    );
    return `remediation:${state === 'reported' ? 'reported' : 'drafted'}`;
  });

  const confirmationForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'report', 'remediation.report');
    if (shown.finding.draft === undefined && !wasSent(visit)) throw new NotFound('no draft');
    const standing = await remediation.standing(visit.actor, shown.finding);
    const fault = wasSent(visit) ? undefined : standing?.ofDraft;
    return page('remediation/confirm', presentConfirmationForm(form, { ...shown, fault }, visit));
  };
  steps.form('confirmation', confirmationForm, async (visit, id) => {
    const input = readConfirmation(visit.fields);
    await remediation.confirm(visit.actor, id, input, visit.address);
    return input.outcome === 'confirmed' ? 'remediation:reported' : 'remediation:givenBack';
  });

  const verificationForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'accept', 'remediation.accept');
    const { finding } = shown;
    const likenesses = await picturesLike(visit.actor, proofOf(finding), finding.unit.id, services.pictures);
    const fault = wasSent(visit) ? undefined : await remediation.verifierFault(visit.actor, finding);
    return page('findings/verify', presentVerificationForm(form, { ...shown, fault }, likenesses, visit));
  };
  router.get('/findings/:id/verification', shownForm(verificationForm));
  router.post(
    '/findings/:id/verification',
    posted(verificationForm, async (visit) => {
      const input = readVerification(visit.fields);
      const { id, unit } = await remediation.verify(visit.actor, idOf(visit), input);
      // Who orders a visit prepares it next: its form knows the unit and the finding already.
      const next =
        input.outcome === 'visit' ? `/inspections/new?unit=${unit.id}&check=${id}` : `/findings/${id}`;
      return redirect(next, `remediation:${input.outcome}`);
    }),
  );

  const actionsForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'add_action', 'remediation.plan');
    return page('remediation/actions', presentActionForm(form, shown, dayOf(visit.now), visit));
  };
  router.get('/findings/:id/actions', shownForm(actionsForm));
  router.post(
    '/findings/:id/actions',
    posted(actionsForm, async (visit) => {
      const { id } = await remedyActions.add(visit.actor, idOf(visit), readAction(visit.fields));
      return redirect(`/findings/${id}/actions`, 'remediation:actionAdded');
    }),
  );

  const progressForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'note_progress', 'remediation.plan');
    const action = shown.finding.actions?.find(({ id }) => id === visit.params['action']);
    if (action === undefined) throw new NotFound('no such action');
    if (action.progress.some(({ outcome }) => outcome !== 'going_on') && !wasSent(visit))
      throw new Forbidden('the action has ended');
    const shownPage = presentProgressForm(form, { ...shown, action }, dayOf(visit.now), visit);
    return page('remediation/progress', shownPage);
  };
  router.get('/findings/:id/actions/:action/progress', shownForm(progressForm));
  router.post(
    '/findings/:id/actions/:action/progress',
    posted(progressForm, async (visit) => {
      const input = readProgress(visit.fields);
      const { id } = await remedyActions.note(visit.actor, idOf(visit), visit.params['action'] ?? '', input);
      return redirect(`/findings/${id}/actions`, 'remediation:progressNoted');
    }),
  );
  return router;
}
