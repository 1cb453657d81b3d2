import { Router } from 'express';
import type { Services } from '../services.js';
import { Forbidden } from '../shared/errors.js';
import { posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readWithdrawal } from './withdrawal.form.js';
import { presentWithdrawal, type FileStep } from './withdrawal.presenter.js';
import { standOf } from './withdrawals.service.js';

/** Files that are taken back and put back. */
export function withdrawalsRoutes({ evidence, withdrawals }: Services): Router {
  const router = Router();
  /** Whoever sent a step sees that step again, though somebody else has taken it meanwhile. */
  const show = (asked?: FileStep) => async (visit: Visit, form: FormState) => {
    const found = await evidence.locate(visit.actor, idOf(visit));
    if (!(await withdrawals.may(visit.actor, found)))
      throw new Forbidden('this file is not theirs to take back');
    const step = asked ?? (found.item.withdrawn === undefined ? 'withdraw' : 'restore');
    return page('evidence/change', presentWithdrawal(form, found, { step, stand: standOf(found) }, visit));
  };
  router.get('/evidence/:id/withdrawal', shownForm(show()));
  for (const [path, act] of [
    ['withdrawal', 'withdraw'],
    ['restoration', 'restore'],
  ] as const)
    router.post(
      `/evidence/:id/${path}`,
      posted(show(act), async (visit) => {
        await withdrawals[act](visit.actor, idOf(visit), readWithdrawal(visit.fields), visit.address);
        return redirect(`/evidence/${idOf(visit)}/about`, `withdrawals:${act}.saved`);
      }),
    );
  return router;
}
