import { printTerm } from '../reports/term-words.js';
import { printDay } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Filing } from './filing.js';
import { presentFilingState } from './filing-words.js';

/** What is on file within one's reach, the latest period first. */
export const presentFilings = (
  filings: readonly Filing[],
  form: FormState,
  { t, language }: Visit,
): Page => ({
  title: t('filings:title'),
  back: { href: '/reports', label: t('reports:title') },
  errors: errorSummary(t, form.errors),
  actions: null,
  lead: t('filings:lead'),
  rows: filings.map(({ id, unit, cluster, term, from, to, state, issued }) => ({
    href: `/filings/${id}`,
    name: t('filings:ofTerm', { term: printTerm(term, language) }),
    // Two reports of one month differ by their days.
    days:
      term.cutoff === undefined
        ? ''
        : t('filings:days', { from: printDay(from, language), to: printDay(to, language) }),
    unit: inLanguage((cluster ?? unit).name, language),
    state: presentFilingState(state, t),
    number: issued?.number ?? '–',
    on: issued === undefined ? '–' : printDay(issued.on, language),
  })),
  empty:
    filings.length > 0
      ? null
      : {
          title: t('filings:empty'),
          text: t('filings:emptyList'),
          action: { href: '/reports', label: t('reports:title') },
        },
});
