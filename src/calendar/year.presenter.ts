import { presentEdits } from '../history/edits.presenter.js';
import { printValue } from '../history/timeline.presenter.js';
import type { Action } from '../policies/rules.js';
import { printDay, weekdayOf } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { link, type TagView } from '../web/parts.js';
import type { FormState, Page } from '../web/visit.js';
import type { CalendarRecord } from './calendar-year.js';
import { stateTag } from './calendar-list.presenter.js';
import { calendarsOf, weekdayNames, type CalendarDay, type DayKind } from './working-calendar.js';
import { monthsOf, weeksOf, type Cell } from './year-grid.js';

type Reader = { t: Translate; language: Language };

const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
const tones: Record<DayKind, TagView['tone']> = { off: 'plain', work: 'action', unconfirmed_off: 'amber' };

function presentMonth(month: string, calendar: CalendarRecord, { t, language }: Reader) {
  const calendars = calendarsOf([calendar]);
  const cell = (value: Cell) =>
    value === null
      ? { number: '', mark: 'none', word: '' }
      : {
          number: String(Number(value.day.slice(8))),
          mark: value.mark,
          word: value.mark === 'plain' ? '' : t(`calendar:mark.${value.mark}`),
        };
  return {
    title: t(`calendar:monthName.m${month.slice(5)}`),
    weekdays: MONDAY_FIRST.map((weekday) => {
      const name = weekdayNames[weekday];
      return {
        short: t(`calendar:weekday.d${weekday}`),
        long: name === undefined ? '' : inLanguage(name, language),
      };
    }),
    weeks: weeksOf(month, calendars).map((week) => ({ cells: week.map(cell) })),
  };
}

function dayRow(calendar: CalendarRecord, entry: CalendarDay, manages: boolean, { t, language }: Reader) {
  const weekday = weekdayNames[weekdayOf(entry.day)];
  return {
    day: printDay(entry.day, language),
    weekday: weekday === undefined ? '' : inLanguage(weekday, language),
    kind: { text: t(`calendar:kind.${entry.kind}`), tone: tones[entry.kind] },
    name: inLanguage(entry.name, language),
    source: entry.source,
    remove: manages
      ? link(t('calendar:remove'), `/calendar/${calendar.year}/days/${entry.day}/removal`)
      : null,
  };
}

function actionsOf({ year, confirmed }: CalendarRecord, t: Translate) {
  const add = link(t('calendar:addDay'), `/calendar/${year}/days`);
  const confirm = link(
    t(confirmed ? 'calendar:changeDocument' : 'calendar:confirm'),
    `/calendar/${year}/confirmation`,
  );
  const table = link(t('calendar:import.title'), `/imports/calendar?of=${year}`);
  return confirmed
    ? { main: add, more: [table, confirm], blocked: [] }
    : { main: confirm, more: [table, add], blocked: [] };
}

const warningOf = (calendar: CalendarRecord, t: Translate) =>
  calendar.confirmed
    ? null
    : {
        tone: 'amber',
        role: 'note',
        title: t('calendar:notConfirmed', { year: calendar.year }),
        text: t('calendar:notConfirmedText'),
      };

const isDayEntry = (value: unknown): value is CalendarDay =>
  typeof value === 'object' && value !== null && 'day' in value && 'name' in value;

/** Values of a calendar in words: days with their names, numbers as the weekdays that they stand for. */
const valuePrinter = (t: Translate) =>
  function print(value: unknown, language: Language): string {
    if (Array.isArray(value)) return value.map((item) => print(item, language)).join('; ');
    if (isDayEntry(value)) return `${printDay(value.day, language)} ${inLanguage(value.name, language)}`;
    if (typeof value === 'number') return printValue(weekdayNames[value], language);
    if (typeof value === 'boolean') return t(value ? 'calendar:confirmed' : 'calendar:unconfirmed');
    return printValue(value, language);
  };

/** What was changed, each change with the version of the calendar that it made. */
function presentVersions({ year, history }: CalendarRecord, reader: Reader) {
  const words = { feature: 'calendar', hidden: ['year'], print: valuePrinter(reader.t) };
  const { events } = presentEdits(history, words, reader);
  const versions = [...history].reverse().map(({ seq }) => `${year}/${seq}`);
  return {
    events: events.map((event, index) => ({ ...event, title: `${versions[index]} · ${event.title}` })),
  };
}

/** One year: its twelve months, and every day that does not follow the week. */
export function presentYear(
  calendar: CalendarRecord,
  allowed: Set<Action>,
  form: FormState,
  reader: Reader,
): Page {
  const { t } = reader;
  const manages = allowed.has('calendar.manage');
  const fact = (name: string, text: string) => ({ label: t(`calendar:field.${name}`), text, href: null });
  return {
    title: t('calendar:yearTitle', { year: calendar.year }),
    back: { href: '/calendar', label: t('calendar:title') },
    errors: errorSummary(t, form.errors),
    actions: manages ? actionsOf(calendar, t) : null,
    version: String(calendar.version),
    state: stateTag(calendar, t),
    warning: warningOf(calendar, t),
    unmoved: t('calendar:unmoved'),
    differing: allowed.has('deadline.move')
      ? { href: '/due-dates', label: t('extensions:differing.title') }
      : null,
    facts: {
      rows: [
        fact('document', calendar.document === '' ? t('calendar:noDocument') : calendar.document),
        fact('version', `${calendar.year}/${calendar.version}`),
      ],
    },
    months: monthsOf(calendar.year).map((month) => presentMonth(month, calendar, reader)),
    days: calendar.days.map((entry) => dayRow(calendar, entry, manages, reader)),
    noDays: { title: t('calendar:noDays'), text: t('calendar:noDaysText'), action: null },
    history: calendar.history.length === 0 ? null : presentVersions(calendar, reader),
  };
}
