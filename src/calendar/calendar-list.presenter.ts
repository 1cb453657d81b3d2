import type { Translate } from '../shared/language.js';
import type { TagView } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import type { CalendarRecord } from './calendar-year.js';
import type { DayKind } from './working-calendar.js';

const countOf = ({ days }: CalendarRecord, kind: DayKind): string =>
  String(days.filter((entry) => entry.kind === kind).length);

/** Whether a year has been checked against its document. */
export const stateTag = (calendar: CalendarRecord, t: Translate): TagView =>
  calendar.confirmed
    ? { text: t('calendar:confirmed'), tone: 'good' }
    : { text: t('calendar:unconfirmed'), tone: 'amber' };

/** All years, the newest first. */
export function presentCalendars(years: CalendarRecord[], { t }: { t: Translate }): Page {
  return {
    title: t('calendar:title'),
    lead: t('calendar:lead'),
    rows: [...years].reverse().map((calendar) => ({
      href: `/calendar/${calendar.year}`,
      year: String(calendar.year),
      state: stateTag(calendar, t),
      document: calendar.document,
      off: countOf(calendar, 'off'),
      work: countOf(calendar, 'work'),
      open: countOf(calendar, 'unconfirmed_off'),
      version: String(calendar.version),
    })),
  };
}
