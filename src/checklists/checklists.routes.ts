import { Router } from 'express';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { signedIn } from '../web/handle.js';
import { page, type Visit } from '../web/visit.js';
import { presentChecklist } from './checklist.presenter.js';
import type { ChecklistRecord } from './checklist.js';

export function checklistsRoutes({ checklists }: Services): Router {
  const router = Router();

  const show = async (visit: Visit, record: ChecklistRecord) => {
    const versions = await checklists.versions();
    const inForce = (await checklists.inForceOn(dayOf(visit.now))).number;
    return page('checklists/show', presentChecklist(record, { versions, inForce }, visit));
  };

  router.get(
    '/checklists',
    signedIn(async (visit) => show(visit, await checklists.inForceOn(dayOf(visit.now)))),
  );
  router.get(
    '/checklists/versions/:number',
    signedIn(async (visit) => {
      const number = visit.params['number'] ?? '';
      if (!/^\d{1,6}$/.test(number)) throw new NotFound(`checklist, version ${number}`);
      return show(visit, await checklists.version(Number(number)));
    }),
  );
  return router;
}
