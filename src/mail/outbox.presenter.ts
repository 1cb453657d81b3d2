import { settingsFrame } from '../settings/settings.presenter.js';
import { printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { fileLinks } from '../web/list-files.js';
import type { FormState, Page } from '../web/visit.js';
import { letterStates, openStates, type Letter, type LetterState } from './outbox.js';

type Reader = { t: Translate; language: Language };
type Listing = {
  page: Rows<Letter>;
  counts: Map<LetterState, number>;
  state: LetterState | undefined;
  hasServer: boolean;
};

const tones: Record<LetterState, string> = {
  queued: 'plain',
  sending: 'plain',
  sent: 'good',
  refused: 'alarm',
  given_up: 'alarm',
  unknown: 'amber',
};

const addressOf = (state: LetterState | undefined, key?: string | null): string => {
  const query = new URLSearchParams({ ...(state ? { state } : {}), ...(key ? { key } : {}) }).toString();
  return query === '' ? '/settings/outbox' : `/settings/outbox?${query}`;
};

const presentLetter = (letter: Letter, hasServer: boolean, { t, language }: Reader) => {
  const { id, state, attempts, failure, createdAt, sentAt, nextAt } = letter;
  const isOpen = !hasServer && openStates.includes(state);
  return {
    at: printMoment(createdAt, language),
    to: `${letter.name} <${letter.address}>`,
    subject: letter.subject,
    state: { text: t(`mail:state.${state}`), tone: tones[state] },
    detail: [
      ...(sentAt === undefined ? [] : [t('mail:sentAt', { at: printMoment(sentAt, language) })]),
      ...(failure === '' ? [] : [t('mail:failure', { count: attempts, failure })]),
      ...(state === 'queued' && attempts > 0
        ? [t('mail:nextAt', { at: printMoment(nextAt, language) })]
        : []),
    ].join(' '),
    file: hasServer ? '' : `/settings/outbox/${id}/letter.eml`,
    byHand: isOpen ? `/settings/outbox/${id}/sending` : '',
  };
};

/** Every letter that waits to be sent by other means, in one go. */
function presentArchive(counts: Listing['counts'], t: Translate) {
  const count = openStates.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  return count === 0 ? null : { href: '/settings/outbox/letters.zip', label: t('mail:archive', { count }) };
}

/** The outbox: to whom mail went and what became of it. What a letter says is not shown. */
export function presentOutbox(
  { page, counts, state, hasServer }: Listing,
  form: FormState,
  reader: Reader,
): Page {
  const { t } = reader;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tab = (of: LetterState | undefined, label: string, count: number) => ({
    href: addressOf(of),
    label: t(label),
    count: String(count),
    current: of === state,
  });
  return {
    ...settingsFrame('outbox', form, t),
    lead: t(hasServer ? 'mail:lead' : 'mail:leadFiles'),
    views: {
      label: t('mail:views'),
      tabs: [
        tab(undefined, 'mail:all', all),
        ...letterStates
          .filter((one) => one === state || (counts.get(one) ?? 0) > 0)
          .map((one) => tab(one, `mail:state.${one}`, counts.get(one) ?? 0)),
      ],
    },
    rows: page.rows.map((letter) => presentLetter(letter, hasServer, reader)),
    hasFiles: !hasServer,
    downloads: page.rows.length === 0 ? [] : fileLinks('/settings/outbox', { state }, t),
    archive: hasServer ? null : presentArchive(counts, t),
    pages: {
      previous: page.previous === null ? null : addressOf(state, page.previous),
      next: page.next === null ? null : addressOf(state, page.next),
    },
    empty: { title: t('mail:empty'), text: t('mail:emptyText'), action: null },
  };
}
