import { Router } from 'express';
import { burdenFor } from '../burden/burden.pages.js';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { everyRow, serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentNewUnit, presentRevision } from './unit-form.presenter.js';
import { presentUnits, readUnitList, tellFilter } from './unit-list.presenter.js';
import { unitColumns } from './unit-table.presenter.js';
import { readCorrection, readNewUnit } from './unit.form.js';
import { presentUnit } from './unit.presenter.js';

export function unitsRoutes(services: Services): Router {
  const { units, unitRegister } = services;
  const router = Router();

  const showNew = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'units.manage');
    return page('units/form', presentNewUnit(form, await units.suggestions(dayOf(visit.now)), visit));
  };
  const showRevision = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'units.manage');
    return page('units/form', presentRevision(form, await units.load(idOf(visit)), visit));
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
  serveFiles(router, '/units', 'units', async (visit) => {
    const { filter } = readUnitList(visit.query, dayOf(visit.now));
    const above = new Map((await units.above(filter)).map((unit) => [unit.id, unit]));
    return {
      title: visit.t('units:title'),
      columns: unitColumns(visit, above),
      rows: everyRow((key) => units.list(filter, key)),
      filter: tellFilter(filter, above, visit),
    };
  });
  router.post(
    '/units',
    posted(showNew, async (visit) => {
      const unit = await unitRegister.add(visit.actor, readNewUnit(visit.fields));
      return redirect(`/units/${unit.id}`, 'units:added');
    }),
  );
  router.get('/units/new', shownForm(showNew));
  router.get(
    '/units/:id',
    signedIn(async (visit) => {
      const portrait = await units.portrait(visit.actor, idOf(visit));
      const burden =
        visit.actor.post.role === 'administrator' ? null : await burdenFor(services, visit, portrait.unit.id);
      return page('units/show', { ...presentUnit(portrait, allowedActions(visit.actor), visit), burden });
    }),
  );
  stepsOf(router, '/units').form('revision', showRevision, async (visit, id) => {
    await unitRegister.revise(visit.actor, id, readCorrection(visit.fields));
    return 'units:revised';
  });
  return router;
}
