import { reportHref } from '../reports/report-links.js';
import { codeOf } from '../reports/term.js';
import { printTerm } from '../reports/term-words.js';
import { fieldMaker } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { pageAmong, type Key } from '../shared/paging.js';
import { fileLinks } from '../web/list-files.js';
import type { Visit } from '../web/visit.js';
import { dueStandings, type Owed } from './due.js';
import { inStanding, unitsMeant, type DueFilter } from './due-filter.js';
import { printSent, standingTag, tellDue } from './due-words.js';
import type { UnitDue } from './filing-due.service.js';

const PATH = '/filings/due';

export type DueBelow = {
  owed: Owed;
  rows: UnitDue[];
  filter: DueFilter;
  key: Key | undefined;
  /** The other terms that one may look at. */
  others: Owed['term'][];
};

/** Leads to the list itself: whoever narrows it need not pass by the reports of the own unit again. */
const addressOf = (term: Owed['term'], filter: object): string =>
  `${PATH}?${writeFilter({ term: codeOf(term), ...filter }, {})}#below`;

function chipsOf({ owed, filter }: DueBelow, { t }: Visit) {
  const { standing, kind, text } = filter;
  const words = {
    standing: standing && t(`filings:due.state.${standing}`),
    kind: kind && t(`units:kind.${kind}`),
    text,
  };
  return (['standing', 'kind', 'text'] as const).flatMap((name) => {
    const { [name]: value, ...rest } = { ...filter };
    if (value === undefined) return [];
    return [
      { label: `${t(`filings:due.filter.${name}`)}: ${words[name]}`, href: addressOf(owed.term, rest) },
    ];
  });
}

/** What the list is narrowed to, in words: stands in the list as a file. */
export const tellDueFilter = (below: DueBelow, visit: Visit): string =>
  chipsOf(below, visit)
    .map(({ label }) => label)
    .join('; ');

/** The links to those who stand alike, each with their number; a standing in which nobody is has none. */
function standingsOf({ owed, rows, filter }: DueBelow, { t, language }: Visit) {
  const { standing: chosen, ...rest } = filter;
  const meant = unitsMeant(rows, filter);
  const count = (found: readonly UnitDue[]) => printNumber(found.length, language);
  const some = dueStandings.filter(
    (standing) => standing === chosen || inStanding(meant, { standing }).length > 0,
  );
  return {
    label: t('filings:due.standing'),
    tabs: [
      {
        href: addressOf(owed.term, rest),
        label: t('filings:due.all'),
        count: count(meant),
        current: chosen === undefined,
      },
      ...some.map((standing) => ({
        href: addressOf(owed.term, { ...rest, standing }),
        label: t(`filings:due.state.${standing}`),
        count: count(inStanding(meant, { standing })),
        current: standing === chosen,
      })),
    ],
  };
}

function filterOf(below: DueBelow, visit: Visit) {
  const { owed, rows, filter } = below;
  const { t } = visit;
  const field = fieldMaker(t, { kind: filter.kind ?? '', text: filter.text ?? '' }, []);
  const kinds = [...new Set(rows.map(({ unit }) => unit.kind))];
  const hidden = [{ name: 'term', value: codeOf(owed.term) }];
  return {
    action: `${PATH}#below`,
    open: false,
    chips: chipsOf(below, visit),
    clear: addressOf(owed.term, {}),
    inputs: [field('text', { label: 'filings:due.filter.text', required: false, type: 'search' })],
    selects: [
      field('kind', {
        label: 'filings:due.filter.kind',
        required: false,
        options: [
          { value: '', label: t('filings:due.filter.any') },
          ...kinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
        ],
      }),
    ],
    hidden:
      filter.standing === undefined ? hidden : [...hidden, { name: 'standing', value: filter.standing }],
  };
}

/** Who below has sent the report of a term: narrowed, a page at a time. */
export function presentBelow(below: DueBelow, visit: Visit) {
  const { owed, rows, filter, key, others } = below;
  const { t, language } = visit;
  const { term } = owed;
  const shown = pageAmong(inStanding(unitsMeant(rows, filter), filter), key, ({ unit }) => unit.id);
  const pageAt = (at: string | null) => (at === null ? null : addressOf(term, { ...filter, key: at }));
  return {
    caption: t('filings:due.below', { term: printTerm(term, language) }),
    due: tellDue(owed, visit),
    others: others.map((other) => ({ label: printTerm(other, language), href: addressOf(other, filter) })),
    standings: standingsOf(below, visit),
    filter: filterOf(below, visit),
    downloads: fileLinks(PATH, { term: codeOf(term), ...filter }, t),
    rows: shown.rows.map(({ unit, issuedOn, standing }) => ({
      name: inLanguage(unit.name, language),
      href: reportHref(unit.code, term),
      standing: standingTag(standing, visit),
      sent: printSent(issuedOn, visit),
    })),
    pages: { previous: pageAt(shown.previous), next: pageAt(shown.next) },
    empty:
      shown.rows.length > 0
        ? null
        : {
            title: t('filings:due.noUnit'),
            text: '',
            action: { href: addressOf(term, {}), label: t('filings:due.showAll') },
          },
  };
}
