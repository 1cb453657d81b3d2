import { Router } from 'express';
import type { Services } from '../services.js';
import { shownForm, signedIn, submitted } from '../web/handle.js';
import { redirect } from '../web/visit.js';
import { readInspection } from './inspection.form.js';
import { inspectionPages } from './inspection.pages.js';
import { readConclusion, readReason, readVersion } from './step.form.js';

export function inspectionsRoutes(services: Services): Router {
  const { inspections, conclusion } = services;
  const pages = inspectionPages(services);
  const router = Router();
  const at = (id: string) => `/inspections/${id}`;

  router.get('/inspections', signedIn(pages.list));
  router.get('/inspections/new', signedIn(pages.newForm));
  router.post(
    '/inspections',
    signedIn(
      submitted(pages.form, async (visit) => {
        const made = await inspections.prepare(visit.actor, readInspection(visit.fields));
        return redirect(at(made.id), 'inspections:prepared');
      }),
    ),
  );
  router.get('/inspections/:id', shownForm(pages.show));
  router.get('/inspections/:id/edit', shownForm(pages.form));
  router.post(
    '/inspections/:id',
    signedIn(
      submitted(pages.form, async (visit) => {
        const id = visit.params['id'] ?? '';
        await inspections.revise(visit.actor, id, readInspection(visit.fields));
        return redirect(at(id), 'inspections:saved');
      }),
    ),
  );
  for (const [path, act, notice] of [
    ['approval', 'approve', 'inspections:approved'],
    ['opening', 'open', 'inspections:opened'],
  ] as const) {
    router.post(
      `/inspections/:id/${path}`,
      signedIn(
        submitted(pages.show, async (visit) => {
          const id = visit.params['id'] ?? '';
          await inspections[act](visit.actor, id, readVersion(visit.fields));
          return redirect(at(id), notice);
        }),
      ),
    );
  }
  for (const [path, act, notice] of [
    ['refusal', 'refuse', 'inspections:refused'],
    ['cancellation', 'cancel', 'inspections:cancelled'],
  ] as const) {
    router.get(`/inspections/:id/${path}`, shownForm(pages.reasonForm(act)));
    router.post(
      `/inspections/:id/${path}`,
      signedIn(
        submitted(pages.reasonForm(act), async (visit) => {
          const id = visit.params['id'] ?? '';
          const { version, reason } = readReason(visit.fields);
          await inspections[act](visit.actor, id, version, reason);
          return redirect(at(id), notice);
        }),
      ),
    );
  }
  router.get('/inspections/:id/conclusion', shownForm(pages.conclusionForm));
  router.post(
    '/inspections/:id/conclusion',
    signedIn(
      submitted(pages.conclusionForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        await conclusion.conclude(visit.actor, id, readConclusion(visit.fields));
        return redirect(at(id), 'inspections:concluded');
      }),
    ),
  );
  return router;
}
