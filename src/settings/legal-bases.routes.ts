import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentBases, presentBasisForm } from './legal-bases.presenter.js';
import { readBasis, readRemoval } from './settings.form.js';

const LIST = '/settings/legal-bases';

export function legalBasesRoutes({ settings }: Services): Router {
  const router = Router();

  const load = (visit: Visit) => {
    assertAllowed(visit.actor, 'settings.manage');
    return settings.get();
  };
  const showList = async (visit: Visit, form: FormState) =>
    page('settings/bases', presentBases(form, await load(visit), dayOf(visit.now), visit));
  const showNew = async (visit: Visit, form: FormState) =>
    page('settings/basis', presentBasisForm(form, await load(visit), undefined, visit));
  const showOne = async (visit: Visit, form: FormState) => {
    const record = await load(visit);
    const basis = record.legalBases.find((one) => one.id === visit.params['id']);
    if (basis === undefined) throw new NotFound(`legal basis ${visit.params['id']}`);
    return page('settings/basis', presentBasisForm(form, record, basis, visit));
  };

  router.get(LIST, shownForm(showList));
  router.get(`${LIST}/new`, shownForm(showNew));
  router.get(`${LIST}/:id`, shownForm(showOne));
  router.post(
    LIST,
    posted(showNew, async (visit) => {
      const { version: seen, basis } = readBasis(visit.fields, newId());
      await settings.saveBasis(visit.actor, seen, basis);
      return redirect(LIST, 'settings:basisSaved');
    }),
  );
  router.post(
    `${LIST}/:id`,
    posted(showOne, async (visit) => {
      const { version: seen, basis } = readBasis(visit.fields, idOf(visit));
      await settings.saveBasis(visit.actor, seen, basis);
      return redirect(LIST, 'settings:basisSaved');
    }),
  );
  router.post(
    `${LIST}/:id/removal`,
    posted(showOne, async (visit) => {
      await settings.removeBasis(visit.actor, readRemoval(visit.fields).version, idOf(visit));
      return redirect(LIST, 'settings:basisRemoved');
    }),
  );
  return router;
}
