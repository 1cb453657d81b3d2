import { Router } from 'express';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import { open, posted, shownForm, signedIn } from '../web/handle.js';
import { redirect, type FormState, type Visit } from '../web/visit.js';
import { readFeedVersion } from './feed.form.js';
import { feedPages } from './feed.pages.js';
import { schedulePages } from './schedule.pages.js';

/** `translate` gives the wordings of a feed's person, `home` the address under which people reach the product. */
export function scheduleRoutes(
  services: Services,
  translate: (language: Language) => Translate,
  home: string,
): Router {
  const feed = feedPages(services, translate, home);
  const router = Router();
  const showUnchanged = (visit: Visit, { errors }: FormState) => feed.show(visit, { values: {}, errors });

  router.get('/schedule', signedIn(schedulePages(services).show));
  router.get('/schedule/feed', shownForm(feed.show));
  router.post('/schedule/feed', posted(feed.show, feed.made));
  router.post(
    '/schedule/feed/revocation',
    posted(showUnchanged, async (visit) => {
      await services.feeds.revoke(visit.actor, readFeedVersion(visit.fields));
      return redirect('/schedule/feed', 'schedule:feed.revoked');
    }),
  );
  router.get('/feeds/:secret.ics', open(feed.read));
  return router;
}
