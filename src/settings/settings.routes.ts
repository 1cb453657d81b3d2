import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { legalBasesRoutes } from './legal-bases.routes.js';
import { limitsRoutes } from './limits.routes.js';
import { measuresRoutes } from './measures.routes.js';
import { readSettings, readTerms } from './settings.form.js';
import { presentGeneral, presentHistory, presentSettingsHome, presentTerms } from './settings.presenter.js';
import type { SettingsRecord } from './settings.js';
import { readSigner, readSignerRemoval } from './signer.form.js';
import { presentSigners } from './signers.presenter.js';

export function settingsRoutes(services: Services): Router {
  const { settings } = services;
  const router = Router();

  /** Settings are for those who keep them. */
  const load = async (visit: Visit): Promise<SettingsRecord> => {
    assertAllowed(visit.actor, 'settings.manage');
    return settings.get();
  };
  const showGeneral = async (visit: Visit, form: FormState): Promise<Answer> =>
    page('settings/general', presentGeneral(form, await load(visit), visit));
  const showSigners = async (visit: Visit, form: FormState): Promise<Answer> =>
    page('settings/signers', presentSigners(form, await load(visit), dayOf(visit.now), visit));
  const showTerms = async (visit: Visit, form: FormState): Promise<Answer> =>
    page('settings/terms', presentTerms(form, await load(visit), dayOf(visit.now), visit));

  router.get(
    '/settings',
    signedIn(async (visit) => {
      assertAllowed(visit.actor, 'settings.manage');
      return page('settings/home', presentSettingsHome(visit));
    }),
  );
  router.get('/settings/general', shownForm(showGeneral));
  router.post(
    '/settings/general',
    posted(showGeneral, async (visit) => {
      const { version, settings: general } = readSettings(visit.fields);
      await settings.save(visit.actor, version, general);
      return redirect('/settings/general', 'settings:saved');
    }),
  );
  router.get('/settings/signers', shownForm(showSigners));
  router.post(
    '/settings/signers',
    posted(showSigners, async (visit) => {
      const { version, signer } = readSigner(visit.fields);
      await settings.addSigner(visit.actor, version, signer);
      return redirect('/settings/signers', 'settings:signerAdded');
    }),
  );
  router.post(
    '/settings/signers/removal',
    posted(showSigners, async (visit) => {
      const { version, day } = readSignerRemoval(visit.fields);
      await settings.removeSigner(visit.actor, version, day);
      return redirect('/settings/signers', 'settings:signerRemoved');
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
  router.use(limitsRoutes(services));
  router.use(measuresRoutes(services));
  return router;
}
