import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, redirect } from '../web/visit.js';
import { stepsOf } from '../web/steps.js';
import { comingFilesForm } from './coming-files.pages.js';
import { readGiveUp } from './coming-files.form.js';
import { evidencePages } from './evidence.pages.js';
import { readMask, readTimes } from './file-note.form.js';

export function evidenceRoutes(services: Services): Router {
  const router = Router();
  const { fileNotes, comingFiles } = services;
  const pages = evidencePages(services);
  router.get('/evidence/:id', signedIn(pages.take));
  router.get('/evidence/:id/about', signedIn(pages.show));
  router.get('/evidence/:id/thumbnail', signedIn(pages.copy('small')));
  router.get('/evidence/:id/medium', signedIn(pages.copy('medium')));
  router.get('/evidence/:id/large', signedIn(pages.copy('large')));
  router.get('/evidence/:id/play', signedIn(pages.play));
  router.get('/evidence/:id/mask', shownForm(pages.mask));
  router.post(
    '/evidence/:id/mask',
    posted(pages.mask, async (visit) => {
      await fileNotes.mask(visit.actor, idOf(visit), readMask(visit.fields), visit.address);
      return redirect(`/evidence/${idOf(visit)}/about`, 'evidence:mask.saved');
    }),
  );
  router.get('/evidence/:id/times', shownForm(pages.times));
  router.post(
    '/evidence/:id/times',
    posted(pages.times, async (visit) => {
      await fileNotes.date(visit.actor, idOf(visit), readTimes(visit.fields, visit.now));
      return redirect(`/evidence/${idOf(visit)}/about`, 'evidence:times.saved');
    }),
  );
  stepsOf(router, '/inspections').form('files', comingFilesForm(services), async (visit, id) => {
    await comingFiles.giveUp(visit.actor, id, readGiveUp(visit.fields));
    return 'uploads:coming.givenUp';
  });
  return router;
}
