import { Router } from 'express';
import { fileFormats } from '../exports/table-file.js';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { redirect } from '../web/visit.js';
import { inspectionListPages } from './inspection-list.pages.js';
import { inspectionPages } from './inspection.pages.js';
import { readReason, readVersion } from '../shared/form.js';

export function inspectionsRoutes(services: Services): Router {
  const { inspections } = services;
  const pages = inspectionPages(services);
  const lists = inspectionListPages(services);
  const router = Router();
  const steps = stepsOf(router, '/inspections');

  router.get('/inspections', signedIn(lists.list));
  for (const format of fileFormats) router.get(`/inspections.${format}`, signedIn(lists.file(format)));
  router.get('/inspections/new', signedIn(pages.newForm));
  router.post(
    '/inspections',
    posted(pages.form, async (visit) => {
      const { id } = await inspections.prepare(visit.actor, await pages.read(visit));
      return redirect(`/inspections/${id}`, 'inspections:prepared');
    }),
  );
  // The form again, with what is known of the unit that was typed: who should not go there. Nothing is kept by it.
  router.post(['/inspections/preview', '/inspections/:id/preview'], signedIn(pages.preview));
  router.get('/inspections/:id', shownForm(pages.show));
  router.get('/inspections/:id/edit', shownForm(pages.form));
  steps.itself(pages.form, async (visit, id) => {
    await inspections.revise(visit.actor, id, await pages.read(visit));
    return 'inspections:saved';
  });
  for (const [noun, act, done] of [
    ['approval', 'approve', 'inspections:approved'],
    ['opening', 'open', 'inspections:opened'],
  ] as const) {
    steps.button(noun, pages.show, async (visit, id) => {
      await inspections[act](visit.actor, id, readVersion(visit.fields));
      return done;
    });
  }
  for (const [noun, act, done] of [
    ['refusal', 'refuse', 'inspections:refused'],
    ['cancellation', 'cancel', 'inspections:cancelled'],
  ] as const) {
    steps.form(noun, pages.reasonForm(act), async (visit, id) => {
      const { version, reason } = readReason(visit.fields);
      await inspections[act](visit.actor, id, version, reason);
      return done;
    });
  }
  return router;
}
