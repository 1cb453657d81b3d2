import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { addDays, dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import type { Language, Translate } from '../shared/language.js';
import type { OpenVisit } from '../web/handle.js';
import { feedLimit } from '../web/limits.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { feedKeys } from './feed.js';
import { readFeed } from './feed.form.js';
import { presentFeedEvents } from './feed-events.presenter.js';
import { presentFeed, presentFeedMade } from './feed.presenter.js';
import { feedDues, feedVisits } from './feed.queries.js';
import { writeCalendar } from './icalendar.js';
import { views } from './schedule-filter.js';

/** A feed tells what was since a month ago, and the year that comes. */
const BACK = -31;
const AHEAD = 366;

const HEADERS = {
  'Content-Type': 'text/calendar; charset=utf-8',
  'Content-Disposition': 'inline; filename="ky-cuong.ics"',
  // Nobody in between may keep what a secret address answers, and no search engine may list it.
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** The page of one's own feed, and the feed itself. `home` is the address that people type. */
export function feedPages({ feeds }: Services, translate: (language: Language) => Translate, home: string) {
  const limit = feedLimit();

  const show = async (visit: Visit, form: FormState): Promise<Answer> => {
    const mayPrepare = allowed(visit.actor, 'inspection.prepare');
    const offered = mayPrepare ? [...views].reverse() : views.filter((view) => view === 'all');
    const feed = await feeds.find(visit.actor);
    return page('schedule/feed', presentFeed({ feed, views: offered }, form, visit));
  };

  const made = async (visit: Visit): Promise<Answer> => {
    const secret = await feeds.make(visit.actor, readFeed(visit.fields));
    return page('schedule/feed-made', presentFeedMade(`${home}/feeds/${secret}.ics`, visit));
  };

  /** Answers to whoever knows the address: no session is asked, none is begun. */
  const read = async ({ params, now }: OpenVisit): Promise<Answer> => {
    const found = await feeds.open(params['secret'] ?? '');
    if (found === undefined) throw new NotFound('no such feed');
    const { feed, person } = found;
    await limit(feed.id);
    const t = translate(person.language);
    const keys = feedKeys(person, feed.view);
    const today = dayOf(now);
    const [first, last] = [addDays(today, BACK), addDays(today, AHEAD)];
    const [visits, dues] = await Promise.all([
      feed.show === 'due' ? [] : feedVisits(keys, first, last),
      feed.show === 'visits' ? [] : feedDues(keys, first, last),
    ]);
    const events = presentFeedEvents(feed, { visits, dues }, { t, language: person.language, home });
    const name = t('schedule:feed.name', { name: person.name });
    return { kind: 'file', body: Buffer.from(writeCalendar(name, events)), headers: HEADERS };
  };

  return { show, made, read };
}
