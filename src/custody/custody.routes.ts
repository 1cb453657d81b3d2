import { Router } from 'express';
import type { Services } from '../services.js';
import { signedIn } from '../web/handle.js';
import { custodyPage } from './custody.pages.js';

export function custodyRoutes(services: Services): Router {
  const router = Router();
  router.get('/evidence/:id/custody', signedIn(custodyPage(services)));
  return router;
}
