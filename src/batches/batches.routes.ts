import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { redirect } from '../web/visit.js';
import { readBatch, readUndoing } from './batch.form.js';
import { batchPages } from './batch.pages.js';

export function batchesRoutes(services: Services): Router {
  const { batches } = services;
  const pages = batchPages(services);
  const router = Router();

  // These two only show something; they are posted because an address has no room for a hundred findings.
  router.post('/batches/choice', posted(pages.form, pages.choose));
  router.post('/batches/preview', posted(pages.form, pages.preview));
  router.post(
    '/batches',
    posted(pages.form, async (visit) => {
      const { id, act } = await batches.perform(visit.actor, readBatch(visit.fields));
      return redirect(`/batches/${id}`, `batches:performed.${act}`);
    }),
  );
  router.get('/batches', signedIn(pages.list));
  router.get('/batches/:id', shownForm(pages.show));
  stepsOf(router, '/batches').button('undoing', pages.show, async (visit, id) => {
    await batches.undo(visit.actor, id, readUndoing(visit.fields).version);
    return 'batches:undone';
  });
  return router;
}
