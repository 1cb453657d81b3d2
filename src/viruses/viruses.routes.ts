import { Router } from 'express';
import type { Services } from '../services.js';
import { signedIn } from '../web/handle.js';
import { page } from '../web/visit.js';
import { presentViruses } from './viruses.presenter.js';

/** Files that nobody may open, for the administrator. */
export function virusesRoutes({ viruses }: Services): Router {
  const router = Router();
  router.get(
    '/settings/viruses',
    signedIn(async (visit) =>
      page('viruses/overview', presentViruses(await viruses.overview(visit.actor), visit)),
    ),
  );
  return router;
}
