import { Router } from 'express';
import type { Services } from '../services.js';
import { stepsOf } from '../web/steps.js';
import { unitReportForm } from './announcement.pages.js';
import { readUnitReport } from './unit-report.form.js';

/** What the unit does before an announced visit. That it has the notice it says on the notice itself. */
export function announcementsRoutes(services: Services): Router {
  const router = Router();
  const steps = stepsOf(router, '/inspections');
  steps.form('unit-report', unitReportForm(services), async (visit, id) => {
    await services.announcements.send(visit.actor, id, readUnitReport(visit.fields), visit.uploads);
    return 'announcements:sent';
  });
  return router;
}
