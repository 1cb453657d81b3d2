import { Router } from 'express';
import { fileFormats } from '../exports/table-file.js';
import { findingPages } from '../findings/finding.pages.js';
import { pendingRequest } from '../findings/ledger.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import { Forbidden } from '../shared/errors.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { page, redirect, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { extensionPages } from './extension.pages.js';
import { presentAskingForm, presentExtensionDecision } from './extension-forms.presenter.js';
import { readAsking, readDecision } from './extension.form.js';
import { faultsOfAsking } from './extension.js';
import { readMoves } from './moves.form.js';
import { receiptPages } from './receipt.pages.js';

/** More time for a remedy: what the unit asks for, and what is decided of it. */
export function extensionsRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const { extensions } = services;
  const { acting } = findingPages(services);
  const pages = extensionPages(services);
  const receipts = receiptPages(services, translate);
  const router = Router();
  const steps = stepsOf(router, '/findings');

  const askingForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'ask_extension', 'extension.ask');
    const rules = await extensions.rulesFor(shown.finding);
    const faults = faultsOfAsking(shown.finding, dayOf(visit.now), rules);
    return page('extensions/ask', presentAskingForm(form, { ...shown, rules, faults }, visit));
  };
  steps.form('extension', askingForm, async (visit, id) => {
    const input = readAsking(visit.fields, visit.uploads.length);
    await extensions.ask(visit.actor, id, input, visit.uploads);
    return 'extensions:asked';
  });

  const decisionForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'grant_extension', 'extension.decide');
    if (pendingRequest(shown.finding) === undefined && !wasSent(visit)) throw new Forbidden('nothing asked');
    const rules = await extensions.rulesFor(shown.finding);
    return page('extensions/decide', presentExtensionDecision(form, { ...shown, rules, faults: [] }, visit));
  };
  router.get('/extensions', signedIn(pages.list));
  for (const format of fileFormats) router.get(`/extensions.${format}`, signedIn(pages.file(format)));
  router.get('/findings/:id/deadline', signedIn(receipts.show));
  router.get('/findings/:id/deadline.pdf', signedIn(receipts.print));
  router.get('/inspections/:id/terms/:term', signedIn(receipts.showTerm));
  router.get('/inspections/:id/terms/:term/receipt.pdf', signedIn(receipts.printTerm));
  router.get('/due-dates', shownForm(pages.differing));
  serveFiles(router, '/due-dates', 'due-dates', pages.differingFile);
  router.post(
    '/due-dates',
    posted(pages.differing, async (visit) => {
      const { left } = await services.moves.move(visit.actor, readMoves(visit.fields));
      return redirect('/due-dates', left === 0 ? 'extensions:moved' : 'extensions:movedSome');
    }),
  );
  steps.form('extension-decision', decisionForm, async (visit, id) => {
    const input = readDecision(visit.fields);
    await extensions.decide(visit.actor, id, input);
    return `extensions:decided.${input.outcome}`;
  });
  return router;
}
