import { Router } from 'express';
import type { Services } from '../services.js';
import { stepsOf } from '../web/steps.js';
import { readVerifier } from './verifier.form.js';
import { verifierPages } from './verifier.pages.js';

export function verifiersRoutes(services: Services): Router {
  const router = Router();
  const pages = verifierPages(services);
  stepsOf(router, '/findings').form('verifier', pages.form, async (visit, id) => {
    await services.verifiers.assign(visit.actor, id, readVerifier(visit.fields));
    return 'verifiers:assigned';
  });
  return router;
}
