import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, redirect } from '../web/visit.js';
import { readFilterRemoval, readSavedFilter } from './saved-filter.form.js';
import { addressOf } from './saved-filter.js';
import { savedFilterPages } from './saved-filters.pages.js';

export function savedFiltersRoutes(services: Services): Router {
  const { savedFilters } = services;
  const pages = savedFilterPages(services);
  const router = Router();
  router.get('/filters', shownForm(pages.list));
  router.get('/filters/new', shownForm(pages.form));
  router.post(
    '/filters',
    posted(pages.form, async (visit) => {
      const saved = await savedFilters.save(visit.actor, readSavedFilter(visit.fields));
      return redirect(addressOf(saved), 'filters:saved');
    }),
  );
  router.post(
    '/filters/:id/removal',
    posted(pages.list, async (visit) => {
      await savedFilters.remove(visit.actor, idOf(visit), readFilterRemoval(visit.fields).version);
      return redirect('/filters', 'filters:removed');
    }),
  );
  return router;
}
