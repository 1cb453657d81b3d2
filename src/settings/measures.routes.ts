import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readMeasure } from './measure.form.js';
import { presentMeasureForm, presentMeasures } from './measures.presenter.js';
import { readRemoval } from './settings.form.js';

const LIST = '/settings/measures';

export function measuresRoutes({ settings }: Services): Router {
  const router = Router();

  const load = (visit: Visit) => {
    assertAllowed(visit.actor, 'settings.manage');
    return settings.get();
  };
  const showList = async (visit: Visit, form: FormState) =>
    page('settings/measures', presentMeasures(form, await load(visit), dayOf(visit.now), visit));
  const showNew = async (visit: Visit, form: FormState) =>
    page('settings/measure', presentMeasureForm(form, await load(visit), undefined, visit));
  const showOne = async (visit: Visit, form: FormState) => {
    const record = await load(visit);
    const measure = record.measures.find(({ id }) => id === idOf(visit));
    if (measure === undefined) throw new NotFound(`measure ${idOf(visit)}`);
    return page('settings/measure', presentMeasureForm(form, record, measure, visit));
  };
  const save = async (visit: Visit, id: string) => {
    const { version: seen, measure } = readMeasure(visit.fields, id);
    await settings.saveMeasure(visit.actor, seen, measure);
    return redirect(LIST, 'settings:measureSaved');
  };

  router.get(LIST, shownForm(showList));
  router.get(`${LIST}/new`, shownForm(showNew));
  router.get(`${LIST}/:id`, shownForm(showOne));
  router.post(
    LIST,
    posted(showNew, (visit) => save(visit, newId())),
  );
  router.post(
    `${LIST}/:id`,
    posted(showOne, (visit) => save(visit, idOf(visit))),
  );
  router.post(
    `${LIST}/:id/removal`,
    posted(showOne, async (visit) => {
      await settings.removeMeasure(visit.actor, readRemoval(visit.fields).version, idOf(visit));
      return redirect(LIST, 'settings:measureRemoved');
    }),
  );
  return router;
}
