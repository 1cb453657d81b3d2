import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { HOME, presentShipped, presentShippedHome } from './shipped.presenter.js';
import { kindNames, shippedKinds, type ShippedKind } from './shipped.js';

function kindOf(visit: Visit): ShippedKind {
  const kind = oneOf(kindNames, visit.params['kind']);
  if (kind === undefined) throw new NotFound('shipped data');
  return kind;
}

export function shippedRoutes({ shipped }: Services): Router {
  const router = Router();

  const look = async (visit: Visit, form: FormState): Promise<Answer> => {
    const kind = kindOf(visit);
    return page('shipped/list', presentShipped(kind, await shipped.rows(visit.actor, kind), form, visit));
  };
  router.get(
    HOME,
    signedIn(async (visit) => {
      assertAllowed(visit.actor, 'wording.manage');
      return page('shipped/list', presentShippedHome(await shipped.counts(visit.actor), visit));
    }),
  );
  router.get(`${HOME}/:kind`, shownForm(look));
  router.post(
    `${HOME}/:kind`,
    posted(look, async (visit) => {
      const kind = kindOf(visit);
      await shipped.take(visit.actor, kind);
      return redirect(shippedKinds[kind].list, 'shipped:added');
    }),
  );
  return router;
}
