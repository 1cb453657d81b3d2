import express, { Router } from 'express';
import { fromRoot } from '../shared/project-root.js';

/** Font files carry their package's version with them and never change under a name. */
const MONTH = 30 * 24 * 60 * 60 * 1000;
const govuk = 'node_modules/govuk-frontend/dist/govuk';

/**
 * Style sheet, scripts, icons and fonts. What may change with a release is asked for each time and answered with 304
 * by its ETag, so nobody sees a new page with an old style.
 */
export function assets(): Router {
  const router = Router();
  const checked = { cacheControl: true, maxAge: 0, index: false, redirect: false } as const;
  const file = (path: string, source: string) =>
    router.get(path, (_req, res) => res.sendFile(fromRoot(source), checked));
  file('/govuk-frontend.min.js', `${govuk}/govuk-frontend.min.js`);
  file('/tus.min.js', 'node_modules/tus-js-client/dist/tus.min.js');
  router.use(
    '/fonts/be-vietnam-pro',
    express.static(fromRoot('node_modules/@fontsource/be-vietnam-pro/files'), {
      index: false,
      redirect: false,
      maxAge: MONTH,
    }),
  );
  router.use('/noble-hashes', express.static(fromRoot('node_modules/@noble/hashes'), checked));
  router.use(express.static(fromRoot('dist/public'), checked));
  router.use(express.static(fromRoot('public'), { ...checked, extensions: false }));
  router.use((_req, res) => {
    res.status(404).type('text').send('Not found');
  });
  return router;
}
