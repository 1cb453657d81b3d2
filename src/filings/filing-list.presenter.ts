import { day, text, type Column } from '../exports/table-file.js';
import { printTerm } from '../reports/term-words.js';
import { printDay } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { fileLinks } from '../web/list-files.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Filing } from './filing.js';
import { presentFilingState } from './filing-words.js';

/** The columns of the reports on file, as a file. */
export const filingColumns = ({ t, language }: Visit): Column<Filing>[] => [
  text(t('filings:column.report'), 30, ({ term }) => printTerm(term, language)),
  text(t('filings:due.unit'), 34, ({ unit, cluster }) => inLanguage((cluster ?? unit).name, language)),
  text(t('filings:column.state'), 20, ({ state }) => t(`filings:state.${state}`)),
  text(t('filings:column.number'), 20, ({ issued }) => issued?.number),
  day(t('filings:column.on'), ({ issued }) => issued?.on),
];

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
  downloads: filings.length === 0 ? [] : fileLinks('/filings', {}, t),
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
