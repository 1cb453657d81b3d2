import { Router } from 'express';
import type { Services } from '../services.js';
import { signedIn } from '../web/handle.js';
import { page } from '../web/visit.js';
import { presentRecount } from './recount.presenter.js';

export function recountRoutes({ recounts }: Pick<Services, 'recounts'>): Router {
  const router = Router();
  router.get(
    '/settings/counts',
    signedIn(async (visit) =>
      page('reports/recount', presentRecount(await recounts.last(visit.actor), visit)),
    ),
  );
  return router;
}
