import { presentLamp, type Judge } from '../findings/finding-row.presenter.js';
import { findingNumber } from '../findings/finding.js';
import { isSealed } from '../inspections/inspection.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, type Language } from '../shared/language.js';
import type { LampView, Tone } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import { endOf, type DueEntry, type VisitEntry } from './schedule.queries.js';

/** One line of a day: what it is in words and a shape, then where it leads to. */
export type EntryView = {
  href: string;
  text: string;
  under: string;
  /** Of a visit: drawn by its name in the style sheet, and said in words beside it. */
  sign: { shape: 'planned' | 'opened' | 'sealed' | 'missed'; tone: Tone; text: string } | null;
  /** Of a due date. */
  lamp: LampView | null;
};

type Sign = NonNullable<EntryView['sign']>;

/** How a visit stands on one of its days. */
function signOf(visit: VisitEntry, day: Day, today: Day): { word: string; shape: Sign['shape']; tone: Tone } {
  if (visit.openedOn !== undefined)
    return { word: day === visit.openedOn ? 'opened' : 'continued', shape: 'opened', tone: 'action' };
  if (isSealed(visit)) return { word: 'sealed', shape: 'sealed', tone: 'sealed' };
  if (visit.plannedTo < today) return { word: 'missed', shape: 'missed', tone: 'amber' };
  return { word: visit.state === 'prepared' ? 'prepared' : 'approved', shape: 'planned', tone: 'plain' };
}

/** The day without its year: the page says which year it is. */
const shortDay = (day: Day, language: Language): string =>
  language === 'vi' ? printDay(day, language).slice(0, 5) : printDay(day, language).replace(/ \d{4}$/, '');

/** A visit on one of its days, as the calendar prints it. */
export function presentVisit(visit: VisitEntry, day: Day, today: Day, { t, language }: Visit): EntryView {
  const { word, shape, tone } = signOf(visit, day, today);
  const end = endOf(visit);
  const text = t(`schedule:visit.${word}`);
  const until = () => t('schedule:until', { what: text, day: shortDay(end, language) });
  return {
    href: `/inspections/${visit.id}`,
    text: inLanguage(visit.unit.name, language),
    under: visit.number ?? '',
    sign: { shape, tone, text: end > day ? until() : text },
    lamp: null,
  };
}

export const presentDue = (due: DueEntry, judge: Judge, { t, language }: Visit): EntryView => ({
  href: `/findings/${due.id}`,
  text: t('schedule:dueOf', { number: findingNumber(due) }),
  under: `${inLanguage(due.unit.name, language)} · ${t(`findings:severity.${due.severity}`)}`,
  sign: null,
  lamp: presentLamp(judge(due), t),
});
