import { Router } from 'express';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import type { CatalogueRecord } from './sign-catalogue.js';
import { presentSignsForm } from './signs-form.presenter.js';
import { readCatalogue } from './signs.form.js';
import { presentSigns } from './signs.presenter.js';

export function signsRoutes({ signs }: Services): Router {
  const router = Router();

  const show = async (visit: Visit, record: CatalogueRecord) => {
    const context = {
      versions: await signs.versions(),
      inForce: (await signs.record()).number,
      allowed: allowedActions(visit.actor),
    };
    return page('signs/show', presentSigns(record, context, visit));
  };
  const showForm = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'signs.manage');
    const [newest] = await signs.versions();
    return page(
      'signs/form',
      presentSignsForm(form, newest ?? (await signs.record()), dayOf(visit.now), visit),
    );
  };

  router.get(
    '/signs',
    signedIn(async (visit) => show(visit, await signs.record())),
  );
  router.get('/signs/new', shownForm(showForm));
  router.post(
    '/signs',
    posted(showForm, async (visit) => {
      const record = await signs.issue(visit.actor, readCatalogue(visit.fields));
      return redirect(`/signs/versions/${record.number}`, 'signs:issued');
    }),
  );
  router.get(
    '/signs/versions/:number',
    signedIn(async (visit) => {
      const number = visit.params['number'] ?? '';
      if (!/^\d{1,6}$/.test(number)) throw new NotFound(`catalogue of signs, version ${number}`);
      return show(visit, await signs.version(Number(number)));
    }),
  );
  return router;
}
