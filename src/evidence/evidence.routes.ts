import { Router } from 'express';
import { custodianIn } from '../custody/custody.pages.js';
import type { Services } from '../services.js';
import { signedIn } from '../web/handle.js';
import { attachmentHeaders, thumbnailHeaders } from './evidence.presenter.js';

export function evidenceRoutes(services: Services): Router {
  const router = Router();
  router.get(
    '/evidence/:id',
    signedIn(async (visit) => {
      const { item, body } = await services.evidence.original(visit.actor, visit.params['id'] ?? '');
      // Kept before the first byte leaves.
      await services.custody.note([{ ...custodianIn(visit), fileId: item.id, act: 'downloaded' }]);
      return { kind: 'file', body, headers: attachmentHeaders(item) };
    }),
  );
  router.get(
    '/evidence/:id/thumbnail',
    signedIn(async (visit) => {
      const id = visit.params['id'] ?? '';
      const body = await services.evidence.thumbnail(visit.actor, id);
      services.custody.saw(id, custodianIn(visit));
      return { kind: 'file', body, headers: thumbnailHeaders };
    }),
  );
  return router;
}
