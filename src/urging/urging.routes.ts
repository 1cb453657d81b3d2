import { Router } from 'express';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { redirect } from '../web/visit.js';
import { letterPages } from './letters.pages.js';
import { readNumbers } from './urging.form.js';
import { urgingPages } from './urging.pages.js';

/** Late cases, and letters that urge their units; `translate` gives the wordings of a paper. */
export function urgingRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const pages = urgingPages(services);
  const letters = letterPages(services, translate);
  const router = Router();
  router.get('/urging', signedIn(pages.list));
  serveFiles(router, '/urging', 'urging', pages.file);
  // Only shows something; it is posted because an address has no room for a thousand cases.
  router.post('/urging/choice', posted(pages.form, pages.choose));
  router.post('/urging', posted(pages.form, pages.drawUp));
  router.get('/urging/letters', shownForm(letters.show));
  router.get('/urging/letters.zip', signedIn(letters.archive));
  router.post(
    '/urging/numbers',
    posted(letters.show, async (visit) => {
      await services.urging.giveNumbers(visit.actor, readNumbers(visit.fields));
      return redirect('/urging/letters', 'urging:numbered');
    }),
  );
  return router;
}
