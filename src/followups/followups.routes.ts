import { Router } from 'express';
import { subjectOf } from '../inspections/inspection.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readCheck } from './followup.form.js';
import { presentChecks } from './followup.presenter.js';

export function followUpsRoutes({ inspections, followUps }: Services): Router {
  const router = Router();

  const show = async (visit: Visit, form: FormState): Promise<Answer> => {
    const inspection = await inspections.load(visit.actor, idOf(visit));
    if ((inspection.checks ?? []).length === 0) throw new NotFound('a visit that follows nothing up');
    const context = {
      findings: await followUps.findingsOf(inspection),
      mayCheck: inspection.state === 'opened' && allowed(visit.actor, 'finding.check', subjectOf(inspection)),
      sent: visit.params['finding'],
    };
    return page('followups/show', presentChecks(form, inspection, context, visit));
  };
  router.get('/inspections/:id/checks', shownForm(show));
  router.post(
    '/inspections/:id/checks/:finding',
    posted(show, async (visit) => {
      await followUps.check(visit.actor, idOf(visit), visit.params['finding'] ?? '', readCheck(visit.fields));
      return redirect(`/inspections/${idOf(visit)}/checks`, 'followups:saved');
    }),
  );
  return router;
}
