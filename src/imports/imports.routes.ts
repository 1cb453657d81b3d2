import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { importPages } from './import.pages.js';

/** Taking things from tables: a look first, then all or nothing. */
export function importsRoutes(services: Services): Router {
  const router = Router();
  const pages = importPages(services);
  router.get('/imports', signedIn(pages.list));
  router.get('/imports/records/:id', signedIn(pages.record));
  router.get('/imports/:kind', shownForm(pages.show));
  router.get('/imports/:kind/sample.:ending', signedIn(pages.sample));
  router.post('/imports/:kind', posted(pages.show, pages.attempt));
  router.post('/imports/:kind/taking', posted(pages.show, pages.take));
  return router;
}
