import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { Forbidden } from '../shared/errors.js';
import { readKey, writeKey } from '../shared/paging.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readPhotos } from './filing.form.js';
import { filingSteps, subjectOfFiling } from './filing.js';
import { presentPhotosForm } from './photos-form.presenter.js';

/** Which photos before and after are printed with a report. */
export function photosRoutes({ filings, filingPhotos }: Pick<Services, 'filings' | 'filingPhotos'>): Router {
  const router = Router();

  async function show(visit: Visit, form: FormState): Promise<Answer> {
    const filing = await filings.load(visit.actor, idOf(visit));
    const { rule, from } = filingSteps.choose;
    assertAllowed(visit.actor, rule, subjectOfFiling(filing));
    if (!from.includes(filing.state) && !wasSent(visit)) throw new Forbidden(`filing is ${filing.state}`);
    const [offered, most] = await Promise.all([
      filingPhotos.offered(visit.actor, filing),
      filingPhotos.most(),
    ]);
    const listed = { offered, most, key: readKey(visit.query['key']) };
    return page('filings/photos', presentPhotosForm(filing, listed, form, visit));
  }

  router.get('/filings/:id/photos', shownForm(show));
  router.post(
    '/filings/:id/photos',
    posted(show, async (visit) => {
      const id = idOf(visit);
      await filingPhotos.choose(visit.actor, id, readPhotos(visit.fields));
      const next = readKey(visit.fields['next']);
      const on = next === undefined ? '' : `/photos?key=${encodeURIComponent(writeKey(next))}`;
      return redirect(`/filings/${id}${on}`, 'filings:done.chosen');
    }),
  );
  return router;
}
