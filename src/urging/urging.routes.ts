import { Router } from 'express';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { redirect } from '../web/visit.js';
import { readLetters, readNumbers } from './urging.form.js';
import { urgingPages } from './urging.pages.js';

/** Letters that urge units which are late; `translate` gives the wordings of a paper. */
export function urgingRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const pages = urgingPages(services, translate);
  const router = Router();
  router.get('/urging', shownForm(pages.show));
  router.get('/urging/letters.zip', signedIn(pages.archive));
  router.post(
    '/urging',
    posted(pages.show, async (visit) => {
      const made = await services.urging.drawUp(visit.actor, readLetters(visit.fields));
      return redirect('/urging', made === 0 ? 'urging:noneMade' : 'urging:made');
    }),
  );
  router.post(
    '/urging/numbers',
    posted(pages.show, async (visit) => {
      await services.urging.giveNumbers(visit.actor, readNumbers(visit.fields));
      return redirect('/urging', 'urging:numbered');
    }),
  );
  return router;
}
