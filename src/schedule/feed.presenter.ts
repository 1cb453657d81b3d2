import { presentEdits } from '../history/edits.presenter.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import type { Feed } from './feed.js';
import { MOST } from './feed.queries.js';
import { shows, views, type View } from './schedule-filter.js';

type Reader = { t: Translate; language: Language };

/** `views` are those that mean something for the reader: only who is named on cases has a calendar of one's own. */
export type FeedContext = { feed: Feed | undefined; views: readonly View[] };

const isOn = (feed: Feed | undefined): feed is Feed => feed?.secretHash !== undefined;

/** What the feed contains, in words: "Của tôi · Tất cả". */
const contentOf = ({ view, show }: Pick<Feed, 'view' | 'show'>, t: Translate): string =>
  `${t(`schedule:view.${view}`)} · ${t(`schedule:show.${show}`)}`;

const historyOf = (feed: Feed, { t, language }: Reader) => {
  const word = (value: unknown): string =>
    typeof value !== 'string' ? '' : t(`schedule:word.${value as View}`);
  const hidden = ['personId', 'secretHash'];
  return presentEdits(feed.history, { feature: 'schedule', hidden, print: word }, { t, language });
};

function stateOf(feed: Feed | undefined, { t, language }: Reader) {
  if (!isOn(feed)) return { title: t('schedule:feed.off'), text: t('schedule:feed.offText'), action: null };
  const at = feed.history.at(-1)?.at;
  return {
    title: t('schedule:feed.on', { at: at === undefined ? '' : printMoment(at, language) }),
    text: t('schedule:feed.content', { content: contentOf(feed, t) }),
    action: null,
  };
}

/** The page on which a person makes, makes anew or revokes the own feed. */
export function presentFeed({ feed, views: offered }: FeedContext, form: FormState, reader: Reader): Page {
  const { t } = reader;
  const stored = { view: isOn(feed) ? feed.view : (offered[0] ?? 'all'), show: feed?.show ?? 'all' };
  const field = fieldMaker(t, { ...stored, ...form.values }, form.errors);
  const radios = (name: 'view' | 'show', words: readonly string[]) =>
    field(name, {
      label: `schedule:${name}.label`,
      options: words.map((word) => ({
        value: word,
        label: t(`schedule:${name}.${word}`),
        ...(name === 'view' ? { hint: t(`schedule:feed.viewHint.${word}`) } : {}),
      })),
    });
  const version = String(form.values['version'] ?? feed?.version ?? 0);
  return {
    title: t('schedule:feed.title'),
    back: { href: '/schedule', label: t('schedule:back') },
    errors: errorSummary(t, form.errors),
    state: stateOf(feed, reader),
    revoke: isOn(feed)
      ? {
          label: t('schedule:feed.revoke'),
          href: '/schedule/feed/revocation',
          post: true,
          fields: [{ name: 'version', value: String(feed.version) }],
        }
      : null,
    makeTitle: t(isOn(feed) ? 'schedule:feed.remake' : 'schedule:feed.make'),
    limits: t('schedule:feed.limits', { most: printNumber(MOST, reader.language) }),
    version,
    view: offered.length > 1 ? radios('view', offered) : null,
    only: offered[0] ?? views[0],
    show: radios('show', shows),
    submit: t(isOn(feed) ? 'schedule:feed.remakeSubmit' : 'schedule:feed.makeSubmit'),
    history: feed === undefined ? null : historyOf(feed, reader),
  };
}

/** The page that tells the address, this once. */
export const presentFeedMade = (address: string, { t }: Reader): Page => ({
  title: t('schedule:feed.made'),
  back: { href: '/schedule/feed', label: t('schedule:feed.title') },
  warning: { tone: 'amber', role: 'note', title: t('schedule:feed.once'), text: t('schedule:feed.onceText') },
  address,
  ways: ['google', 'outlook', 'phone'].map((way) => ({
    name: t(`schedule:feed.way.${way}`),
    text: t(`schedule:feed.way.${way}Text`),
  })),
  done: { href: '/schedule', label: t('schedule:feed.done') },
});
