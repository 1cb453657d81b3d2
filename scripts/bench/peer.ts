import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import compression from 'compression';
import type { Document } from 'bson';
import express, { Router } from 'express';
import { calendarsOf } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import { connect } from '../../src/database/connect.js';
import { readFindingFilter } from '../../src/findings/finding-filter.js';
import { presentFindingList } from '../../src/findings/finding-list.presenter.js';
import { listFindings } from '../../src/findings/finding.queries.js';
import { presentLamp } from '../../src/findings/finding-row.presenter.js';
import { caseLamp, lampOf } from '../../src/findings/lamp.js';
import { readInspectionFilter } from '../../src/inspections/inspection-filter.js';
import { presentInspectionList } from '../../src/inspections/inspection-list.presenter.js';
import { listInspections } from '../../src/inspections/inspection.queries.js';
import { dayOf, type Day } from '../../src/shared/dates.js';
import { makeLog } from '../../src/shared/log.js';
import { readKey } from '../../src/shared/paging.js';
import { authentication } from '../../src/web/authentication.js';
import { csrfProtection } from '../../src/web/csrf.js';
import type { KnownPerson } from '../../src/web/door.js';
import { errorPages, notFound } from '../../src/web/errors.js';
import { frameMaker } from '../../src/web/frame.js';
import { signedIn } from '../../src/web/handle.js';
import { floodGuard } from '../../src/web/limits.js';
import { requestLog } from '../../src/web/request-log.js';
import { securityHeaders } from '../../src/web/security.js';
import { sessions } from '../../src/web/session.js';
import { loadTranslations } from '../../src/web/translations.js';
import { setUpViews } from '../../src/web/views.js';
import { page } from '../../src/web/visit.js';
import { greet } from '../../src/web/visitor.js';

/**
 * The peer: the same shell, presenters and templates, with the session and the rows read by mongoose from a server
 * that answers at once. Account, settings, calendars and counts are given, so nothing but the page itself is measured.
 */
export type PeerOptions = { folder: string; secret: string; person: KnownPerson; count: number };
export type PeerOrder = { batches: Record<string, Document[]> };

const DUE_SOON = 3;
const calendars = calendarsOf([]);
const count = (from: Day, to: Day) => workingDaysBetween(from, to, calendars);

function pages(total: number): Router {
  const router = Router();
  router.get(
    '/inspections',
    signedIn(async (visit) => {
      const today = dayOf(visit.now);
      const filter = readInspectionFilter(visit.query);
      const list = await listInspections(visit.actor, filter, readKey(visit.query['key']));
      const context = {
        filter,
        count: total,
        mayPrepare: true,
        marks: false,
        names: new Map<string, string>(),
        lampOf: (row: Parameters<typeof caseLamp>[0]) =>
          presentLamp(caseLamp(row, today, DUE_SOON, count), visit.t),
      };
      return page('inspections/list', { ...presentInspectionList(list, context, visit), saved: null });
    }),
  );
  router.get(
    '/findings',
    signedIn(async (visit) => {
      const today = dayOf(visit.now);
      const filter = readFindingFilter(visit.query);
      const list = await listFindings(visit.actor, filter, today, readKey(visit.query['key']));
      const context = {
        filter,
        count: total,
        names: new Map<string, string>(),
        marks: true,
        judge: (finding: Parameters<typeof lampOf>[0]) => lampOf(finding, today, DUE_SOON, count, dayOf),
      };
      return page('findings/list', { ...presentFindingList(list, context, visit), saved: null });
    }),
  );
  return router;
}

/** What src/app.ts puts around a page, in the same order. */
async function peerApp({ secret, person, count: total }: PeerOptions) {
  const translate = await loadTranslations();
  const nobody = () => Promise.reject(new Error('nobody signs in here'));
  const accounts = { signIn: nobody, byId: () => Promise.resolve(person) };
  const free = () => Promise.resolve();
  const door = authentication(accounts, { check: free, count: free }, false);
  const cityName = () => Promise.resolve(person.posts[0]?.unitName);
  const log = makeLog('info');
  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple');
  setUpViews(app, translate);
  app.use(requestLog(log), securityHeaders(false), compression());
  app.use(await sessions(secret, false), door.middleware);
  const frameOf = frameMaker({
    cityName,
    inboxCount: () => Promise.resolve(12),
    shutFiles: () => Promise.resolve([]),
    redrawnPictures: () => Promise.resolve({}),
    roomAtHand: () => Promise.resolve(undefined),
    fileRules: () => Promise.resolve({ megabytes: 20, most: 20, families: [] }),
    demo: false,
  });
  const clock = { now: () => new Date() };
  app.use(greet({ clock, defaultLanguage: 'vi', translate, doorFor: door.doorFor, frameOf }));
  app.use(floodGuard(), express.urlencoded({ extended: false }), csrfProtection);
  app.use(pages(total), notFound, errorPages(log));
  return app;
}

const [, , given = ''] = process.argv;
const options = JSON.parse(given) as PeerOptions;
const socket = path.join(options.folder, 'peer.sock');
const worker = new Worker(new URL('./wire-worker.js', import.meta.url), { workerData: { path: socket } });
await once(worker, 'message');
await connect(`mongodb://${encodeURIComponent(socket)}/bench?directConnection=true`);
const server = createServer(await peerApp(options)).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', ({ batches }: PeerOrder) => {
  worker.once('message', () => process.send?.('prepared'));
  worker.postMessage(batches);
});
process.on('disconnect', () => process.exit(0));
process.send?.((server.address() as AddressInfo).port);
