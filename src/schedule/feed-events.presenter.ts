import { findingNumber } from '../findings/finding.js';
import { modeAndKind } from '../inspections/inspection-words.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { Feed } from './feed.js';
import type { FeedDue, FeedVisit } from './feed.queries.js';
import type { CalendarEvent } from './icalendar.js';
import { endOf } from './schedule.queries.js';

/** `home` is the address that people type, without a slash at its end. */
type Reader = { t: Translate; language: Language; home: string };

const changed = ({ version, history }: FeedVisit | FeedDue) => ({
  changedAt: history.at(-1)?.at ?? new Date(0),
  sequence: version - 1,
});

function visitEvent(visit: FeedVisit, busy: boolean, { t, language, home }: Reader): CalendarEvent {
  const unit = inLanguage(visit.unit.name, language);
  const what = t('schedule:feed.visit', { unit });
  return {
    uid: `inspection-${visit.id}@ky-cuong`,
    ...changed(visit),
    first: visit.sortDay,
    last: endOf(visit),
    summary: visit.number === undefined ? what : `${what} (${visit.number})`,
    description: `${modeAndKind(visit, t)}\n${t(`inspections:state.${visit.state}`)}`,
    location: unit,
    url: `${home}/inspections/${visit.id}`,
    category: t('schedule:feed.visits'),
    confirmed: visit.state !== 'prepared',
    busy,
  };
}

function dueEvent(due: FeedDue, { t, language, home }: Reader): CalendarEvent {
  const unit = inLanguage(due.unit.name, language);
  return {
    uid: `finding-${due.id}@ky-cuong`,
    ...changed(due),
    first: due.dueOn,
    last: due.dueOn,
    summary: t('schedule:feed.due', { unit, number: findingNumber(due) }),
    description: `${t(`findings:severity.${due.severity}`)}\n${t(`findings:state.${due.state}`)}`,
    location: unit,
    url: `${home}/findings/${due.id}`,
    category: t('schedule:feed.dues'),
    confirmed: true,
    busy: false,
  };
}

/**
 * What a feed tells. No more than whose visit or term it is: what was found and what must be done stay in the product,
 * for calendars lie on servers that are not the authority's.
 */
export const presentFeedEvents = (
  { view }: Pick<Feed, 'view'>,
  { visits, dues }: { visits: FeedVisit[]; dues: FeedDue[] },
  reader: Reader,
): CalendarEvent[] => [
  ...visits.map((visit) => visitEvent(visit, view === 'mine', reader)),
  ...dues.map((due) => dueEvent(due, reader)),
];
