import { Router } from 'express';
import type { Services } from '../services.js';
import { emptyForm, idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { posted, shownForm } from '../web/handle.js';
import { presentJobs } from './jobs.presenter.js';

/** What runs by the clock, for the administrator. */
export function jobsRoutes({ jobs }: Services): Router {
  const router = Router();
  const show = async (visit: Visit, form: FormState) =>
    page('jobs/list', presentJobs(await jobs.list(visit.actor), form, visit));
  router.get('/settings/jobs', shownForm(show));
  router.post(
    '/settings/jobs/:id',
    posted(
      (visit) => show(visit, emptyForm),
      async (visit) => redirect('/settings/jobs', `jobs:${await jobs.runNow(visit.actor, idOf(visit))}`),
    ),
  );
  return router;
}
