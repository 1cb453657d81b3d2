import { printMoment } from '../shared/dates.js';
import type { Page } from '../shared/paging.js';
import type { Visit, Page as Printed } from '../web/visit.js';
import type { Notice } from './notice.js';

export const presentNotices = (list: Page<Notice>, { actor, language, t }: Visit): Printed => ({
  title: t('notices:title'),
  rows: list.rows.map((notice) => ({
    href: notice.href,
    text: t(`notices:${notice.key}`, {
      ...notice.values,
      // The kind of a document is a word, so it is kept as its key and read in the reader's language.
      ...(notice.values['kindKey'] === undefined ? {} : { kind: t(notice.values['kindKey']) }),
      unit: language === 'en' ? notice.values['unitEnglish'] : notice.values['unit'],
    }),
    at: printMoment(notice.at, language),
    iso: notice.at.toISOString(),
    unread: !notice.readBy.includes(actor.personId),
  })),
  empty: { title: t('notices:empty'), text: t('notices:emptyText'), action: null },
  anyUnread: list.rows.some((notice) => !notice.readBy.includes(actor.personId)),
  pages: {
    previous: list.previous === null ? null : `/notices?key=${encodeURIComponent(list.previous)}`,
    next: list.next === null ? null : `/notices?key=${encodeURIComponent(list.next)}`,
  },
});
