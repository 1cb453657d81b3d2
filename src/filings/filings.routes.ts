import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { idOf, redirect } from '../web/visit.js';
import { duePages } from './due.pages.js';
import { filingErrands } from './filing-errands.js';
import { filingPages } from './filing.pages.js';
import { readAcceptance, readIssue, readReturn, readTexts } from './filing.form.js';
import { readVersion } from '../shared/form.js';

/** Reports on file: written, laid before the leader, returned or accepted, issued. */
export function filingsRoutes(services: Services): Router {
  const router = Router();
  const { filings } = services;
  const asked = filingErrands(services);
  const pages = filingPages(services);
  const due = duePages(services);

  router.get('/filings', shownForm(pages.list));
  serveFiles(router, '/filings', 'filings', pages.listFile);
  router.get('/filings/due', signedIn(due.show));
  serveFiles(router, '/filings/due', 'reports-due', due.list);
  router.post(
    '/reports/:unitCode/:term/filing',
    posted(pages.list, async ({ actor, params }) => {
      const filing = await filings.open(actor, params['unitCode'] ?? '', params['term'] ?? '');
      return redirect(`/filings/${filing.id}`, 'filings:opened');
    }),
  );
  router.get('/filings/:id', shownForm(pages.show));
  router.get('/filings/:id/figure', signedIn(pages.walk));
  router.get('/filings/:id/paper.pdf', signedIn(pages.paper));
  router.get('/filings/:id/data.json', signedIn(pages.data));

  const step = stepsOf(router, '/filings');
  step.form('texts', pages.texts, async (visit, id) => {
    await filings.write(visit.actor, id, readTexts(visit.fields));
    return 'filings:done.written';
  });
  router.post(
    '/filings/:id/submission',
    posted(pages.show, async (visit) => {
      const errand = await asked.submission(visit.actor, idOf(visit), readVersion(visit.fields));
      return redirect(`/errands/${errand.id}`);
    }),
  );
  step.button('acceptance', pages.show, async (visit, id) => {
    const { version, digest } = readAcceptance(visit.fields);
    await filings.accept(visit.actor, id, version, digest);
    return 'filings:done.accepted';
  });
  step.form('return', pages.sendBack, async (visit, id) => {
    await filings.sendBack(visit.actor, id, readReturn(visit.fields));
    return 'filings:done.returned';
  });
  step.button('resumption', pages.show, async (visit, id) => {
    await filings.resume(visit.actor, id, readVersion(visit.fields));
    return 'filings:done.resumed';
  });
  router.get('/filings/:id/issue', shownForm(pages.issue));
  router.post(
    '/filings/:id/issue',
    posted(pages.issue, async (visit) => {
      const errand = await asked.issue(visit.actor, idOf(visit), readIssue(visit.fields));
      return redirect(`/errands/${errand.id}`);
    }),
  );
  return router;
}
