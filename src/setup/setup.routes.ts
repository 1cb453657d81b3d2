import { Router } from 'express';
import type { Services } from '../services.js';
import { open, submitted, type OpenVisit } from '../web/handle.js';
import { emptyForm, page, redirect, type FormState } from '../web/visit.js';
import { readSetup } from './setup.form.js';
import { presentSetup } from './setup.presenter.js';

/** The setup of an empty installation; not found once it is done. */
export function setupRoutes(services: Services): Router {
  const { setup } = services;
  const router = Router();

  const showSetup = async (visit: OpenVisit, form: FormState) => {
    await setup.assertNeeded();
    return page('setup/setup', presentSetup(visit, form, setup.facts));
  };
  router.get(
    '/setup',
    open((visit) => showSetup(visit, emptyForm)),
  );
  router.post(
    '/setup',
    open(
      submitted(showSetup, async (visit) => {
        await setup.assertNeeded();
        await setup.run(readSetup(visit.fields), visit.now);
        return redirect('/sign-in', 'setup:done');
      }),
    ),
  );
  return router;
}
