import { day, text, type Column } from '../exports/table-file.js';
import { dayOf } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import { noticeText } from './notice-words.js';
import type { Notice } from './notice.js';

/** The columns of one's inbox as a file. */
export const noticeColumns = ({ t, language, actor }: Visit): Column<Notice>[] => [
  day(t('notices:column.on'), ({ at }) => dayOf(at)),
  text(t('notices:column.text'), 90, (notice) => noticeText(notice, language, t)),
  text(t('notices:new'), 8, ({ readBy }) => (readBy.includes(actor.personId) ? '' : t('notices:new'))),
];
