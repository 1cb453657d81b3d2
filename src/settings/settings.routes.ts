import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { legalBasesRoutes } from './legal-bases.routes.js';
import { readSettings, readTerms } from './settings.form.js';
import { presentHistory, presentSettings, presentTerms } from './settings.presenter.js';
import type { SettingsRecord } from './settings.js';

export function settingsRoutes(services: Services): Router {
  const { settings } = services;
  const router = Router();

  /** Settings are for those who keep them. */
  const load = async (visit: Visit): Promise<SettingsRecord> => {
    assertAllowed(visit.actor, 'settings.manage');
    return settings.get();
  };
  const showGeneral = async (visit: Visit, form: FormState): Promise<Answer> =>
    page('settings/general', presentSettings(form, await load(visit), visit));
  const showTerms = async (visit: Visit, form: FormState): Promise<Answer> =>
    page('settings/terms', presentTerms(form, await load(visit), dayOf(visit.now), visit));

  router.get('/settings', shownForm(showGeneral));
  router.post(
    '/settings',
    posted(showGeneral, async (visit) => {
      const { version, settings: general } = readSettings(visit.fields);
      await settings.save(visit.actor, version, general);
      return redirect('/settings', 'settings:saved');
    }),
  );
  router.get('/settings/terms', shownForm(showTerms));
  router.post(
    '/settings/terms',
    posted(showTerms, async (visit) => {
      const { version, terms } = readTerms(visit.fields);
      await settings.addTerms(visit.actor, version, terms);
      return redirect('/settings/terms', 'settings:termsAdded');
    }),
  );
  router.get(
    '/settings/history',
    signedIn(async (visit) => page('settings/history', presentHistory(await load(visit), visit))),
  );
  router.use(legalBasesRoutes(services));
  return router;
}
