import { Router } from 'express';
import type { Services } from '../services.js';
import { shownForm, signedIn, submitted } from '../web/handle.js';
import { redirect } from '../web/visit.js';
import { readEvidence, readFinding, readWithdrawal } from './finding.form.js';
import { findingPages } from './finding.pages.js';

export function findingsRoutes(services: Services): Router {
  const { findings } = services;
  const pages = findingPages(services);
  const router = Router();
  const at = (id: string) => `/findings/${id}`;

  router.get('/findings', signedIn(pages.list));
  router.get('/inspections/:id/findings/new', shownForm(pages.newForm));
  router.post(
    '/inspections/:id/findings',
    signedIn(
      submitted(pages.newForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        const input = readFinding(visit.fields);
        const made = await findings.record(visit.actor, id, input, visit.uploads);
        return redirect(at(made.id), 'findings:recorded');
      }),
    ),
  );
  router.get('/findings/:id', shownForm(pages.show));
  router.get('/findings/:id/edit', shownForm(pages.editForm));
  router.post(
    '/findings/:id',
    signedIn(
      submitted(pages.editForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        await findings.revise(visit.actor, id, readFinding(visit.fields), visit.uploads);
        return redirect(at(id), 'findings:saved');
      }),
    ),
  );
  router.get('/findings/:id/evidence', shownForm(pages.evidenceForm));
  router.post(
    '/findings/:id/evidence',
    signedIn(
      submitted(pages.evidenceForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        const { version, caption } = readEvidence(visit.fields);
        await findings.addEvidence(visit.actor, id, version, caption, visit.uploads);
        return redirect(at(id), 'findings:evidenceAdded');
      }),
    ),
  );
  router.get('/findings/:id/withdrawal', shownForm(pages.withdrawalForm));
  router.post(
    '/findings/:id/withdrawal',
    signedIn(
      submitted(pages.withdrawalForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        const { version, reason } = readWithdrawal(visit.fields);
        await findings.withdraw(visit.actor, id, version, reason);
        return redirect(at(id), 'findings:withdrawn');
      }),
    ),
  );
  return router;
}
