import type { Event } from '../history/event.js';
import type { Address, NewNotice } from '../notices/notice.js';
import { printTerm } from '../reports/term-words.js';
import type { Filing } from './filing.js';

/** Who is told what: the unit's leaders that a report waits for them, its author what became of it, the level above. */
const recipients: Record<string, (filing: Filing) => Address[]> = {
  report_submitted: ({ unit }) => [`post:leader:${unit.id}`],
  report_returned: ({ author }) => [`person:${author.personId}`],
  report_accepted: ({ author }) => [`person:${author.personId}`],
  report_issued: ({ unit }) =>
    unit.ancestorIds.slice(0, 1).flatMap((id): Address[] => [`post:leader:${id}`, `post:supervisor:${id}`]),
};

export const noticesOfFiling = (filing: Filing, event: Event): NewNotice[] =>
  (recipients[event.action]?.(filing) ?? []).map((to) => ({
    to,
    key: `filings:notice.${event.action}`,
    values: {
      unit: (filing.cluster ?? filing.unit).name.vi,
      unitEnglish: (filing.cluster ?? filing.unit).name.en,
      term: printTerm(filing.term, 'vi'),
      termEnglish: printTerm(filing.term, 'en'),
      by: event.by.name,
    },
    href: `/filings/${filing.id}`,
    at: event.at,
  }));
