import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { redirect } from '../web/visit.js';
import { readCriteria, readDraw, readRelease } from './draw.form.js';
import { drawPages } from './draw.pages.js';

export function drawsRoutes(services: Services): Router {
  const { draws } = services;
  const pages = drawPages(services);
  const router = Router();

  router.get('/draws', signedIn(pages.list));
  serveFiles(router, '/draws', 'draws', pages.file);
  // The second address is that of the list: whoever comes back to it, in another language say, begins anew.
  router.get(['/draws/new', '/draws/candidates'], shownForm(pages.form));
  // Nothing is made here, but the list of a draw may be long and is nobody else's to find in an address.
  router.post(
    '/draws/candidates',
    posted(pages.form, async (visit) => {
      await draws.candidates(visit.actor, readCriteria(visit.fields));
      return pages.form(visit, { values: visit.fields, errors: [] });
    }),
  );
  router.post(
    '/draws',
    posted(pages.form, async (visit) => {
      const { id } = await draws.draw(visit.actor, readDraw(visit.fields));
      return redirect(`/draws/${id}`, 'draws:made');
    }),
  );
  router.get('/draws/:id', signedIn(pages.show));
  router.get('/draws/:id/list.json', signedIn(pages.text));
  router.get('/draws/:id/verification', signedIn(pages.verification));
  stepsOf(router, '/draws').form('release', pages.release, async (visit, id) => {
    const { version, unit, reason } = readRelease(visit.fields);
    await draws.release(visit.actor, id, version, unit, reason);
    return 'draws:released';
  });
  return router;
}
