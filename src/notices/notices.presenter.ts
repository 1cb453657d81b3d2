import { fileLinks } from '../web/list-files.js';
import { printMoment } from '../shared/dates.js';
import type { Page } from '../shared/paging.js';
import type { Visit, Page as Printed } from '../web/visit.js';
import { noticeText } from './notice-words.js';
import type { Notice } from './notice.js';

export const presentNotices = (list: Page<Notice>, { actor, language, t }: Visit): Printed => ({
  title: t('notices:title'),
  rows: list.rows.map((notice) => ({
    href: notice.href,
    text: noticeText(notice, language, t),
    at: printMoment(notice.at, language),
    iso: notice.at.toISOString(),
    unread: !notice.readBy.includes(actor.personId),
  })),
  downloads: list.rows.length === 0 ? [] : fileLinks('/notices', {}, t),
  empty: { title: t('notices:empty'), text: t('notices:emptyText'), action: null },
  anyUnread: list.rows.some((notice) => !notice.readBy.includes(actor.personId)),
  pages: {
    previous: list.previous === null ? null : `/notices?key=${encodeURIComponent(list.previous)}`,
    next: list.next === null ? null : `/notices?key=${encodeURIComponent(list.next)}`,
  },
});
