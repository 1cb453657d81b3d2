import { Router } from 'express';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { signedIn, submitted } from '../web/handle.js';
import { emptyForm, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentNewUnit, presentRevision } from './unit-form.presenter.js';
import { presentUnits, readUnitList } from './unit-list.presenter.js';
import { readCorrection, readNewUnit } from './unit.form.js';
import { presentUnit } from './unit.presenter.js';

export function unitsRoutes({ units, unitRegister }: Services): Router {
  const router = Router();

  const showNew = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'units.manage');
    return page('units/form', presentNewUnit(form, await units.suggestions(dayOf(visit.now)), visit));
  };
  const showRevision = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'units.manage');
    return page('units/form', presentRevision(form, await units.load(visit.params['id'] ?? ''), visit));
  };

  router.get(
    '/units',
    signedIn(async (visit) => {
      const today = dayOf(visit.now);
      const request = readUnitList(visit.query, today);
      const found = await units.listing(request.filter, request.key);
      const context = { ...found, today, allowed: allowedActions(visit.actor) };
      return page('units/list', presentUnits(request, context, visit), request.errors.length > 0 ? 422 : 200);
    }),
  );
  router.post(
    '/units',
    signedIn(
      submitted(showNew, async (visit) => {
        const unit = await unitRegister.add(visit.actor, readNewUnit(visit.fields));
        return redirect(`/units/${unit.id}`, 'units:added');
      }),
    ),
  );
  router.get(
    '/units/new',
    signedIn((visit) => showNew(visit, emptyForm)),
  );
  router.get(
    '/units/:id',
    signedIn(async (visit) => {
      const portrait = await units.portrait(visit.actor, visit.params['id'] ?? '');
      return page('units/show', presentUnit(portrait, allowedActions(visit.actor), visit));
    }),
  );
  router.get(
    '/units/:id/revision',
    signedIn((visit) => showRevision(visit, emptyForm)),
  );
  router.post(
    '/units/:id/revision',
    signedIn(
      submitted(showRevision, async (visit) => {
        const id = visit.params['id'] ?? '';
        await unitRegister.revise(visit.actor, id, readCorrection(visit.fields));
        return redirect(`/units/${id}`, 'units:revised');
      }),
    ),
  );
  return router;
}
