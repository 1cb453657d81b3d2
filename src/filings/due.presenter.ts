import { reportHref } from '../reports/report-links.js';
import { printTerm } from '../reports/term-words.js';
import type { Day } from '../shared/dates.js';
import type { Page, Visit } from '../web/visit.js';
import type { DueStanding, Owed } from './due.js';
import { presentBelow, type DueBelow } from './due-below.presenter.js';
import { printDue, printSent, standingTag } from './due-words.js';

export type DueContent = {
  own: (Owed & { issuedOn: Day | undefined; standing: DueStanding })[];
  unitName: string;
  unitCode: string;
  below: DueBelow | undefined;
};

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
        standing: standingTag(standing, visit),
        sent: printSent(issuedOn, visit),
      })),
    },
    below: below === undefined || below.rows.length === 0 ? null : presentBelow(below, visit),
  };
}
