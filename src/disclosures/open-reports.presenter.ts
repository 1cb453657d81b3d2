import { presentBasis, presentPeriod } from '../reports/reports.presenter.js';
import { printTerm } from '../reports/term-words.js';
import { printDay } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import type { OpenVisit } from '../web/handle.js';
import type { FormState, Page } from '../web/visit.js';
import type { Disclosure } from './disclosure.js';
import { presentSections } from './disclosures.presenter.js';
import type { Shown } from './disclosures.service.js';
import type { OpenRow } from './disclosures.repository.js';

/** Where everybody finds what is public. */
export const OPEN_REPORTS = '/disclosures';

/** Whose report it is, and the cluster that it is about: its figures are not those of the whole unit. */
const nameOf = ({ unit, cluster }: Pick<Disclosure, 'unit' | 'cluster'>, { language }: OpenVisit): string =>
  [unit, ...(cluster === undefined ? [] : [cluster])]
    .map(({ name }) => inLanguage(name, language))
    .join(' · ');

type Listing = { rows: Rows<OpenRow>; typed: string; suggestions: string[] };
const backToList = ({ t }: OpenVisit) => ({ href: OPEN_REPORTS, label: t('disclosures:title') });

/** The public list, narrowed to a unit if one was typed. */
export function presentOpenReports(
  { rows, typed, suggestions }: Listing,
  { errors }: Pick<FormState, 'errors'>,
  visit: OpenVisit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, { unit: typed }, errors);
  const pageAt = (key: string | null) =>
    key === null
      ? null
      : `${OPEN_REPORTS}?${new URLSearchParams(typed === '' ? { key } : { unit: typed, key }).toString()}`;
  const narrowed = typed !== '';
  return {
    title: t('disclosures:title'),
    lead: t('disclosures:openLead'),
    action: OPEN_REPORTS,
    unit: field('unit', { label: 'disclosures:unit', required: false, suggestions, autocomplete: 'off' }),
    submit: t('disclosures:find'),
    rows: rows.rows.map(({ filingId, unit, cluster, term, number, issuedOn, breadth }) => ({
      href: `${OPEN_REPORTS}/${filingId}`,
      name: t('filings:ofTerm', { term: printTerm(term, language) }),
      unit: nameOf({ unit, cluster }, visit),
      number,
      on: printDay(issuedOn, language),
      breadth: t(`disclosures:breadth.${breadth}`),
    })),
    pages: { previous: pageAt(rows.previous), next: pageAt(rows.next) },
    empty:
      rows.rows.length > 0 || errors.length > 0
        ? null
        : {
            title: t('disclosures:empty'),
            text: t(narrowed ? 'disclosures:emptyUnit' : 'disclosures:emptyText'),
            action: narrowed ? { href: OPEN_REPORTS, label: t('disclosures:showAll') } : null,
          },
  };
}

/** A public report: its head, what it says, and how to see that it is the one that was issued. */
export function presentOpenReport(
  { unit, cluster, term, number, issuedOn, breadth, filingId }: Disclosure,
  content: Shown,
  visit: OpenVisit,
): Page {
  const { t, language } = visit;
  return {
    title: t('filings:ofTerm', { term: printTerm(term, language) }),
    caption: nameOf({ unit, cluster }, visit),
    back: backToList(visit),
    period: `${presentPeriod(content.report, visit)} ${presentBasis(content.report, visit)}`,
    facts: [
      { label: t('disclosures:number'), text: number },
      { label: t('disclosures:on'), text: printDay(issuedOn, language) },
      { label: t('disclosures:breadth.label'), text: t(`disclosures:breadth.${breadth}`) },
    ],
    note: t('disclosures:openNote'),
    sections: presentSections(content, visit),
    proof: { href: `/verify/${filingId}`, label: t('disclosures:proof') },
    others: {
      href: `${OPEN_REPORTS}?${new URLSearchParams({ unit: unit.code }).toString()}`,
      label: t('disclosures:others', { unit: inLanguage(unit.name, language) }),
    },
  };
}

/** That it was public and is no longer. */
export const presentTakenDown = (visit: OpenVisit): Page => ({
  title: visit.t('disclosures:gone'),
  text: visit.t('disclosures:goneText'),
  details: [],
  reference: null,
  link: backToList(visit),
});
