import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { newId } from '../../src/shared/ids.js';
import { makeLog } from '../../src/shared/log.js';
import { csrfProtection } from '../../src/web/csrf.js';
import type { KnownPerson } from '../../src/web/door.js';
import { errorPages, notFound } from '../../src/web/errors.js';
import { frameMaker } from '../../src/web/frame.js';
import { loadTranslations } from '../../src/web/translations.js';
import { usualFileRules } from './files.js';
import type { ArrivingFile, FileKeeper } from '../../src/web/upload-storage.js';
import { receiveUploads } from '../../src/web/uploads.js';
import { setUpViews } from '../../src/web/views.js';
import { greet } from '../../src/web/visitor.js';
import { Agent } from './agent.js';

type Facts = Parameters<ArrivingFile['keep']>[0];
export type KeptFile = { name: string; content: Buffer; facts?: Facts };

/** Keeps files in memory, as the database would. */
export function memoryKeeper() {
  const files = new Map<string, KeptFile>();
  const keeper: FileKeeper = {
    openUpload(id, name) {
      const kept: KeptFile = { name, content: Buffer.alloc(0) };
      files.set(id, kept);
      return {
        async write(piece) {
          kept.content = Buffer.concat([kept.content, piece]);
        },
        async keep(facts) {
          kept.facts = facts;
        },
        async discard() {
          files.delete(id);
        },
      };
    },
    async discard(id) {
      files.delete(id);
    },
    leftOn: (ownerId, form) =>
      Promise.resolve(
        [...files].flatMap(([id, { name, content, facts }]) =>
          facts?.pending === true && facts.ownerId === ownerId && facts.form?.path === form
            ? [{ ...facts, id, name, size: content.length, field: facts.form.field }]
            : [],
        ),
      ),
    arrived: () => Promise.resolve('clean'),
    rules: () => Promise.resolve(usualFileRules),
    async pendingOf(ownerId, ids) {
      return ids.flatMap((id) => {
        const kept = files.get(id);
        const facts = kept?.facts;
        if (kept === undefined || facts?.ownerId !== ownerId || !facts.pending) return [];
        return [{ id, name: kept.name, type: facts.type, size: kept.content.length, sha256: facts.sha256 }];
      });
    },
  };
  return { keeper, files };
}

export const inspector: KnownPerson = {
  id: newId(),
  name: 'Nguyễn Văn Kiểm',
  language: 'vi',
  mustChangePassword: false,
  posts: [
    {
      role: 'inspector',
      unitId: 'snv',
      unitName: { vi: 'Sở Nội vụ', en: 'Department of Home Affairs' },
      title: { vi: 'Chuyên viên', en: 'Specialist' },
    },
  ],
  mark: '',
};

/** The shell of the product around some routes, without a database: one session, somebody (or nobody) signed in. */
export async function startShell(routes: Router, person?: KnownPerson, keeper = memoryKeeper().keeper) {
  const translate = await loadTranslations();
  const app = express();
  app.set('query parser', 'simple');
  setUpViews(app, translate);
  const session = {} as express.Request['session'];
  app.use((req, _res, next) => {
    req.session = session;
    if (person !== undefined) req.user = person;
    next();
  });
  const sources = {
    demo: false,
    cityName: () => Promise.resolve(undefined),
    inboxCount: () => Promise.resolve(0),
    shutFiles: () => Promise.resolve([]),
    redrawnPictures: () => Promise.resolve({}),
    roomAtHand: () => Promise.resolve(undefined),
    fileRules: () => Promise.resolve(usualFileRules),
  };
  const nobody = () => Promise.reject(new Error('this shell has no people'));
  const door = { enter: nobody, leave: nobody, signIn: nobody, takePost() {}, rememberLanguage() {} };
  app.use(
    greet({
      clock: { now: () => new Date('2026-03-02T02:00:00Z') },
      defaultLanguage: 'vi',
      translate,
      doorFor: () => ({ ...door, personId: person?.id }),
      frameOf: frameMaker(sources),
    }),
  );
  app.use(express.urlencoded({ extended: false }), receiveUploads(keeper), csrfProtection);
  app.use(routes, notFound, errorPages(makeLog('silent')));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    session,
    agent: () => new Agent(url),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
export type Shell = Awaited<ReturnType<typeof startShell>>;
