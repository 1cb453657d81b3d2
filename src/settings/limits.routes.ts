import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { posted, shownForm } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readLimits } from './limits.form.js';
import { limitGroupNames } from './limits.js';
import { presentLimits } from './limits.presenter.js';

const LIST = '/settings/limits';

export function limitsRoutes({ settings }: Services): Router {
  const router = Router();

  const groupIn = (visit: Visit) => oneOf(limitGroupNames, visit.params['group']);
  const show = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'settings.manage');
    const sent = { ...form, values: { ...form.values, group: groupIn(visit) ?? '' } };
    return page('settings/limits', presentLimits(sent, await settings.get(), dayOf(visit.now), visit));
  };

  router.get(LIST, shownForm(show));
  router.post(
    `${LIST}/:group`,
    posted(show, async (visit) => {
      const group = groupIn(visit);
      if (group === undefined) throw new NotFound(`limits ${visit.params['group']}`);
      const { version: seen, entry } = readLimits(visit.fields, group);
      await settings.addLimits(visit.actor, seen, entry);
      return redirect(LIST, 'limits:added');
    }),
  );
  return router;
}
