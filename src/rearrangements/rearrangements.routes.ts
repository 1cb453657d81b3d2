import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { rearrangementPages } from './rearrangements.pages.js';

export function rearrangementsRoutes(services: Services): Router {
  const pages = rearrangementPages(services);
  const router = Router();
  const home = '/units/rearrangements';
  router.get(home, signedIn(pages.list));
  router.get(`${home}/new`, shownForm(pages.form));
  router.post(home, posted(pages.form, pages.send));
  router.get(`${home}/:id`, signedIn(pages.show));
  return router;
}
