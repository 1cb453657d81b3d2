import { Router } from 'express';
import type { Services } from '../services.js';
import { readKey } from '../shared/paging.js';
import { signedIn } from '../web/handle.js';
import { page, redirect } from '../web/visit.js';
import { everyRow, serveFiles } from '../web/list-files.js';
import { noticeColumns } from './notice-table.presenter.js';
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
  serveFiles(router, '/notices', 'notices', (visit) =>
    Promise.resolve({
      title: visit.t('notices:title'),
      columns: noticeColumns(visit),
      rows: everyRow((key) => notices.list(visit.actor, key)),
      filter: visit.t('exports:everything'),
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
