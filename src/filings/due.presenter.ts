import { reportHref } from '../reports/report-links.js';
import { codeOf } from '../reports/term.js';
import { printTerm } from '../reports/term-words.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { TagView, Tone } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { DueStanding, Owed } from './due.js';
import type { UnitDue } from './filing-due.service.js';

const tones: Record<DueStanding, Tone> = {
  sent: 'good',
  sent_late: 'amber',
  open: 'plain',
  overdue: 'alarm',
  running: 'plain',
};

const tag = (standing: DueStanding, { t }: Visit): TagView => ({
  text: t(`filings:due.state.${standing}`),
  tone: tones[standing],
});

const printed = (day: Day | undefined, { language }: Visit) =>
  day === undefined ? '–' : printDay(day, language);

/** The day; uncertain while the calendar of its year is not confirmed. */
const printDue = ({ dueOn, unconfirmedYears = [] }: Omit<Owed, 'term'>, { t, language }: Visit): string =>
  [printDay(dueOn, language), ...unconfirmedYears.map((year) => t('calendar:notConfirmed', { year }))].join(
    ' · ',
  );

export type DueContent = {
  own: (Owed & { issuedOn: Day | undefined; standing: DueStanding })[];
  unitName: string;
  unitCode: string;
  below: { owed: Owed; rows: UnitDue[] } | undefined;
};

function presentBelow({ owed, rows }: { owed: Owed; rows: UnitDue[] }, visit: Visit) {
  const { t, language } = visit;
  const count = (...standings: DueStanding[]) =>
    printNumber(rows.filter(({ standing }) => standings.includes(standing)).length, language);
  return {
    caption: t('filings:due.below', { term: printTerm(owed.term, language) }),
    tally: t('filings:due.tally', {
      sent: count('sent', 'sent_late'),
      all: printNumber(rows.length, language),
      late: count('sent_late'),
      open: count('open', 'overdue', 'running'),
    }),
    due: printDue(owed, visit),
    rows: rows.map(({ unit, issuedOn, standing }) => ({
      name: inLanguage(unit.name, language),
      href: reportHref(unit.code, owed.term),
      standing: tag(standing, visit),
      sent: printed(issuedOn, visit),
    })),
  };
}

/** What one's own unit owes, and who below has sent theirs. */
export function presentDue({ own, unitName, unitCode, below }: DueContent, visit: Visit): Page {
  const { t, language } = visit;
  return {
    title: t('filings:due.title'),
    back: { href: '/filings', label: t('filings:title') },
    actions: null,
    lead: t('filings:due.lead'),
    own: {
      caption: t('filings:due.own', { unit: unitName }),
      rows: own.map(({ term, issuedOn, standing, ...owed }) => ({
        name: t('filings:ofTerm', { term: printTerm(term, language) }),
        href: reportHref(unitCode, term),
        due: printDue(owed, visit),
        standing: tag(standing, visit),
        sent: printed(issuedOn, visit),
      })),
    },
    terms: own.map(({ term }) => ({
      label: printTerm(term, language),
      href: `/filings/due?term=${codeOf(term)}`,
    })),
    below: below === undefined || below.rows.length === 0 ? null : presentBelow(below, visit),
  };
}
