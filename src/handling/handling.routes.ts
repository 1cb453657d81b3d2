import { Router } from 'express';
import { fileFormats } from '../exports/table-file.js';
import type { Services } from '../services.js';
import { shownForm, signedIn } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { readCorrection, readHandling, readSettingAside } from './handling.form.js';
import { handlingPages } from './handling.pages.js';

export function handlingRoutes(services: Services): Router {
  const { handlings } = services;
  const pages = handlingPages(services);
  const router = Router();

  router.get('/handling', signedIn(pages.list));
  for (const format of fileFormats) router.get(`/handling.${format}`, signedIn(pages.file(format)));
  router.get('/handling/:id', shownForm(pages.show));

  stepsOf(router, '/findings').form('handling', pages.recordForm, async (visit, id) => {
    await handlings.record(visit.actor, id, readHandling(visit.fields), visit.uploads);
    return 'handling:recorded';
  });
  const steps = stepsOf(router, '/handling');
  steps.form('correction', pages.correctionForm, async (visit, id) => {
    await handlings.correct(visit.actor, id, readCorrection(visit.fields), visit.uploads);
    return 'handling:corrected';
  });
  steps.form('setting-aside', pages.settingAsideForm, async (visit, id) => {
    const { version, reason } = readSettingAside(visit.fields);
    await handlings.setAside(visit.actor, id, version, reason);
    return 'handling:setAside';
  });
  return router;
}
