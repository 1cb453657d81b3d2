import { Router } from 'express';
import type { Services } from '../services.js';
import { oneOf } from '../shared/filter.js';
import { readKey } from '../shared/paging.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { letterStates } from './outbox.js';
import { presentOutbox } from './outbox.presenter.js';

/** Mail on its way, for the administrator. */
export function outboxRoutes({ outbox }: Services): Router {
  const router = Router();
  const show = async (visit: Visit, form: FormState) => {
    const state = oneOf(letterStates, visit.query['state']);
    const found = await outbox.list(visit.actor, state, readKey(visit.query['key']));
    const listing = { ...found, state, hasServer: outbox.hasServer };
    return page('mail/outbox', presentOutbox(listing, form, visit));
  };
  router.get('/settings/outbox', shownForm(show));
  router.get(
    '/settings/outbox/:id/letter.eml',
    signedIn(async (visit) => ({
      kind: 'file',
      body: await outbox.file(visit.actor, idOf(visit)),
      headers: {
        'Content-Type': 'message/rfc822',
        'Content-Disposition': 'attachment; filename="letter.eml"',
        'Cache-Control': 'no-store',
      },
    })),
  );
  router.post(
    '/settings/outbox/:id/sending',
    posted(show, async (visit) => {
      await outbox.sentByHand(visit.actor, idOf(visit));
      return redirect('/settings/outbox', 'mail:sentByHand');
    }),
  );
  return router;
}
