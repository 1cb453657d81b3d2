import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { redirect } from '../web/visit.js';
import { readProposal, readSignature, readWithdrawal } from './disposal.form.js';
import { readRetention } from './retention.form.js';
import { retentionForm } from './retention.pages.js';
import { disposalPages } from './disposals.pages.js';

const HERE = '/disposals';

export function disposalsRoutes(services: Services): Router {
  const { disposals } = services;
  const pages = disposalPages(services);
  const router = Router();
  const steps = stepsOf(router, HERE);
  router.get(
    HERE,
    signedIn((visit) => {
      assertAllowed(visit.actor, 'disposal.read');
      return pages.list(visit);
    }),
  );
  router.get(`${HERE}/new`, shownForm(pages.propose));
  router.post(
    HERE,
    posted(pages.propose, async (visit) => {
      const id = await disposals.propose(visit.actor, readProposal(visit.fields));
      return redirect(`${HERE}/${id}`, 'disposals:proposed');
    }),
  );
  router.get(`${HERE}/:id`, shownForm(pages.show));
  steps.button('signature', pages.show, async (visit, id) => {
    await disposals.sign(visit.actor, id, readSignature(visit.fields));
    return 'disposals:signed';
  });
  steps.button('withdrawal', pages.show, async (visit, id) => {
    await disposals.withdraw(visit.actor, id, readWithdrawal(visit.fields));
    return 'disposals:withdrawn';
  });
  stepsOf(router, '/inspections').form('retention', retentionForm(services), async (visit, id) => {
    await services.retention.set(visit.actor, id, readRetention(visit.fields));
    return 'disposals:retentionSet';
  });
  return router;
}
