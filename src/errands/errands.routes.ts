import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, signedIn } from '../web/handle.js';
import { data, idOf, page, redirect, type Answer, type Visit } from '../web/visit.js';
import { presentErrand, presentProgress } from './errands.presenter.js';

/** Work in the background: how far it is, its end, its result. */
export function errandsRoutes({ errands }: Pick<Services, 'errands'>): Router {
  const router = Router();
  const show = async (visit: Visit): Promise<Answer> =>
    page('errands/show', presentErrand(await errands.load(visit.actor, idOf(visit)), visit));

  router.get('/errands/:id', signedIn(show));
  router.get(
    '/errands/:id/progress',
    signedIn(async (visit) => data(presentProgress(await errands.load(visit.actor, idOf(visit)), visit))),
  );
  router.get(
    '/errands/:id/result',
    signedIn(async (visit) => {
      const { bytes, file } = await errands.file(visit.actor, idOf(visit));
      const disposition = `inline; filename="${file.name}"`;
      const headers = {
        'Content-Type': file.type,
        'Content-Disposition': disposition,
        'Cache-Control': 'no-store',
      };
      return { kind: 'file', body: bytes, headers };
    }),
  );
  router.post(
    '/errands/:id/cancellation',
    posted(show, async (visit) => {
      const outcome = await errands.cancel(visit.actor, idOf(visit));
      return redirect(`/errands/${idOf(visit)}`, `errands:cancel.${outcome}`);
    }),
  );
  return router;
}
