import { Router } from 'express';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, redirect } from '../web/visit.js';
import { answerPages } from './answers.pages.js';
import { readChoice } from './choice.form.js';
import { sheetPaperPage } from './sheet-paper.pages.js';

/** `translate` gives the wordings of the language of a paper, which need not be the reader's. */
export function answersRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const pages = answerPages(services);
  const router = Router();
  const home = '/inspections/:id/checklist';

  router.get(home, signedIn(pages.overview));
  router.get('/inspections/:id/checklist.pdf', signedIn(sheetPaperPage(services, translate)));
  router.get(`${home}/choice`, shownForm(pages.choiceForm));
  router.post(
    `${home}/choice`,
    posted(pages.choiceForm, async (visit) => {
      await services.sheets.choose(visit.actor, idOf(visit), readChoice(visit.fields));
      return redirect(`/inspections/${idOf(visit)}/checklist`, 'answers:chosen');
    }),
  );
  router.get(`${home}/items/:code`, signedIn(pages.item));
  router.post(`${home}/items/:code`, signedIn(pages.give));
  router.post(`${home}/items/:code/files`, signedIn(pages.attach));
  router.get(
    `${home}/:section`,
    shownForm((visit) => pages.sectionPage(visit)),
  );
  router.post(`${home}/:section`, signedIn(pages.sendSection));
  return router;
}
