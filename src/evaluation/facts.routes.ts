import { Router } from 'express';
import type { Services } from '../services.js';
import { signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { factPages } from './facts.pages.js';

export function evaluationRoutes(services: Services): Router {
  const pages = factPages(services);
  const router = Router();
  router.get('/evaluation', signedIn(pages.show));
  serveFiles(router, '/evaluation', 'evaluation', pages.file);
  return router;
}
