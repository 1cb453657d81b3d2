import { Router } from 'express';
import { zipStream, type StreamedPart } from '../exports/zip-stream.js';
import type { Services } from '../services.js';
import { oneOf } from '../shared/filter.js';
import { dayOf } from '../shared/dates.js';
import { readKey } from '../shared/paging.js';
import { everyRow, serveFiles } from '../web/list-files.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { letterStates } from './outbox.js';
import { presentOutbox } from './outbox.presenter.js';
import { letterColumns } from './outbox-table.presenter.js';

/** Mail on its way, for the administrator. */
export function outboxRoutes({ outbox }: Services): Router {
  const router = Router();
  const stateIn = ({ query }: Visit) => oneOf(letterStates, query['state']);
  const show = async (visit: Visit, form: FormState) => {
    const state = stateIn(visit);
    const found = await outbox.list(visit.actor, state, readKey(visit.query['key']));
    const listing = { ...found, state, hasServer: outbox.hasServer };
    return page('mail/outbox', presentOutbox(listing, form, visit));
  };
  async function* partsOf(letters: ReturnType<typeof outbox.files>): AsyncGenerator<StreamedPart> {
    for await (const { letter, file } of letters) {
      const name = `${dayOf(letter.createdAt)}-${letter.address}-${letter.id.slice(0, 6)}.eml`;
      yield { name: name.replace(/[^\w.@-]/g, '_'), content: file, compress: true };
    }
  }
  router.get('/settings/outbox', shownForm(show));
  serveFiles(router, '/settings/outbox', 'outbox', async (visit) => {
    const { t, actor } = visit;
    const state = stateIn(visit);
    return {
      title: t('mail:title'),
      columns: letterColumns(visit),
      rows: everyRow(outbox.rows(actor, state)),
      filter: state === undefined ? t('exports:everything') : t(`mail:state.${state}`),
    };
  });
  router.get(
    '/settings/outbox/letters.zip',
    signedIn((visit): Answer => ({
      kind: 'file',
      body: zipStream(partsOf(outbox.files(visit.actor)), visit.now),
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="thu-di-${dayOf(visit.now)}.zip"`,
        'Cache-Control': 'no-store',
      },
    })),
  );
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
