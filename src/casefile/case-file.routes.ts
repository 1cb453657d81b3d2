import { Router } from 'express';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import { signedIn } from '../web/handle.js';
import { caseFilePage } from './case-file.pages.js';
import { looksPaperPage } from './looks-paper.pages.js';

/** `translate` gives the wordings of the language of a paper, which need not be the reader's. */
export function caseFileRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const router = Router();
  router.get('/inspections/:id/case-file.zip', signedIn(caseFilePage(services, translate)));
  router.get('/inspections/:id/looks.pdf', signedIn(looksPaperPage(services, translate)));
  return router;
}
