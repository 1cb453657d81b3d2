import { Router } from 'express';
import { fileFormats } from '../exports/table-file.js';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn, type ShowForm } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { idOf, redirect } from '../web/visit.js';
import { readAtOnce, readEvidence, readFinding, readWithdrawal } from './finding.form.js';
import { findingPages } from './finding.pages.js';

export function findingsRoutes(services: Services): Router {
  const { atOnce, findings } = services;
  const pages = findingPages(services);
  const router = Router();
  const steps = stepsOf(router, '/findings');

  router.get('/findings', signedIn(pages.list));
  for (const format of fileFormats) router.get(`/findings.${format}`, signedIn(pages.file(format)));
  router.get('/inspections/:id/findings/new', shownForm(pages.newForm));
  router.post(
    '/inspections/:id/findings',
    posted(pages.newForm, async (visit) => {
      const input = readFinding(visit.fields);
      const { id } = await findings.record(visit.actor, idOf(visit), input, visit.uploads);
      return redirect(`/findings/${id}`, 'findings:recorded');
    }),
  );
  // The form again, with earlier findings like what was written so far. Nothing is kept by it.
  const again = (form: ShowForm) => signedIn((visit) => form(visit, { values: visit.fields, errors: [] }));
  router.post('/inspections/:id/findings/preview', again(pages.newForm));
  router.post('/findings/:id/preview', again(pages.editForm));
  router.get('/findings/:id', shownForm(pages.show));
  router.get('/findings/:id/edit', shownForm(pages.editForm));
  steps.itself(pages.editForm, async (visit, id) => {
    await findings.revise(visit.actor, id, readFinding(visit.fields), visit.uploads);
    return 'findings:saved';
  });
  steps.form('evidence', pages.evidenceForm, async (visit, id) => {
    const { version, caption } = readEvidence(visit.fields);
    await findings.addEvidence(visit.actor, id, version, caption, visit.uploads);
    return 'findings:evidenceAdded';
  });
  steps.form('at-once', pages.atOnceForm, async (visit, id) => {
    await atOnce.correct(visit.actor, id, readAtOnce(visit.fields));
    return 'findings:atOnceCorrected';
  });
  steps.form('withdrawal', pages.withdrawalForm, async (visit, id) => {
    const { version, reason } = readWithdrawal(visit.fields);
    await findings.withdraw(visit.actor, id, version, reason);
    return 'findings:withdrawn';
  });
  return router;
}
