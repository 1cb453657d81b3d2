import { Router } from 'express';
import type { Services } from '../services.js';
import { readKey } from '../shared/paging.js';
import { signedIn } from '../web/handle.js';
import { page, redirect } from '../web/visit.js';
import { presentNotices } from './notices.presenter.js';

export function noticesRoutes({ notices }: Services): Router {
  const router = Router();
  router.get(
    '/notices',
    signedIn(async (visit) => {
      const list = await notices.list(visit.actor, readKey(visit.query['key']));
      return page('notices/list', presentNotices(list, visit));
    }),
  );
  router.post(
    '/notices/reading',
    signedIn(async (visit) => {
      await notices.markRead(visit.actor);
      return redirect('/notices', 'notices:allRead');
    }),
  );
  return router;
}
