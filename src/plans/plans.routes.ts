import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { idOf, redirect } from '../web/visit.js';
import { readLine, readLines, readPlan } from './plan.form.js';
import { planLinePages } from './plan-line.pages.js';
import { planPages } from './plan.pages.js';
import { readReason, readVersion } from '../shared/form.js';

/** The year's plans: drafting, approving, amending, and what they cover. */
export function plansRoutes(services: Services): Router {
  const router = Router();
  const { plans, planLines } = services;
  const pages = { ...planPages(services), ...planLinePages(services) };

  router.get('/plans', signedIn(pages.list));
  serveFiles(router, '/plans', 'plans', pages.listFile);
  router.get('/plans/new', shownForm(pages.planForm));
  router.post(
    '/plans',
    posted(pages.planForm, async (visit) => {
      const { id } = await plans.draft(visit.actor, readPlan(visit.fields));
      return redirect(`/plans/${id}`, 'plans:drafted');
    }),
  );
  serveFiles(router, '/plans/:id/lines', 'plan', pages.file);
  router.get('/plans/:id', shownForm(pages.show));
  router.get('/plans/:id/edit', shownForm(pages.planForm));
  router.get('/plans/:id/coverage', signedIn(pages.coverage));
  router.get('/plans/:id/lines/new', shownForm(pages.newLines));
  router.post(
    '/plans/:id/lines',
    posted(pages.newLines, async (visit) => {
      await planLines.add(visit.actor, idOf(visit), readLines(visit.fields));
      return redirect(`/plans/${idOf(visit)}`, 'plans:linesAdded');
    }),
  );
  router.get('/plans/:id/lines/:line', shownForm(pages.line));
  router.post(
    '/plans/:id/lines/:line',
    posted(pages.line, async (visit) => {
      await planLines.revise(visit.actor, idOf(visit), visit.params['line'] ?? '', readLine(visit.fields));
      return redirect(`/plans/${idOf(visit)}`, 'plans:lineSaved');
    }),
  );
  router.get('/plans/:id/lines/:line/cancellation', shownForm(pages.cancellation));
  router.post(
    '/plans/:id/lines/:line/cancellation',
    posted(pages.cancellation, async (visit) => {
      const { version: seen, reason } = readReason(visit.fields);
      await planLines.cancel(visit.actor, idOf(visit), visit.params['line'] ?? '', seen, reason);
      return redirect(`/plans/${idOf(visit)}`, 'plans:lineCancelled');
    }),
  );

  const step = stepsOf(router, '/plans');
  step.itself(pages.planForm, async (visit, id) => {
    await plans.revise(visit.actor, id, readPlan(visit.fields));
    return 'plans:saved';
  });
  step.button('submission', pages.show, async (visit, id) => {
    await plans.submit(visit.actor, id, readVersion(visit.fields));
    return 'plans:submitted';
  });
  step.button('approval', pages.show, async (visit, id) => {
    await plans.approve(visit.actor, id, readVersion(visit.fields));
    return 'plans:approved';
  });
  step.form('refusal', pages.refusal, async (visit, id) => {
    const { version: seen, reason } = readReason(visit.fields);
    await plans.refuse(visit.actor, id, seen, reason);
    return 'plans:refused';
  });
  return router;
}
