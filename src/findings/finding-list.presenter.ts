import { printDay } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import type { Page, Visit } from '../web/visit.js';
import { findingViews, isReportFilter, type FindingFilter } from './finding-filter.js';
import type { FindingRow } from './finding.queries.js';
import { presentFindingRow, type Judge } from './finding-row.presenter.js';
import { findingStates, severities } from './finding.js';

export type FindingListContext = {
  filter: FindingFilter;
  count: number;
  judge: Judge;
  /** Names of the units and signs that the filter speaks of, by their ids and codes. */
  names: Map<string, string>;
};

const HERE = '/findings';
const address = (filter: object) => {
  const query = writeFilter(filter, { view: 'open' });
  return query === '' ? HERE : `${HERE}?${query}`;
};

function chipsOf({ filter, names }: FindingListContext, { language, t }: Visit) {
  const { view: _view, ...narrowing } = filter;
  return Object.entries(narrowing).map(([name, value]) => {
    const text = /^\d{4}-\d\d-\d\d$/.test(value)
      ? printDay(value, language)
      : ['state', 'severity', 'remedied', 'standing', 'mine'].includes(name)
        ? t(`findings:${name}.${value}`)
        : (names.get(value) ?? value);
    const rest: Record<string, unknown> = { ...filter };
    delete rest[name];
    return { label: `${t(`findings:filter.${name}`)}: ${text}`, href: address(rest) };
  });
}

function filterOf(context: FindingListContext, visit: Visit) {
  const { filter } = context;
  const { t } = visit;
  const { severity, state, ...kept } = filter;
  const field = fieldMaker(t, { severity: severity ?? '', state: state ?? '' }, []);
  const choices = (name: 'state' | 'severity', words: readonly string[]) =>
    field(name, {
      label: `findings:filter.${name}`,
      required: false,
      options: [
        { value: '', label: t('findings:filter.any') },
        ...words.map((word) => ({ value: word, label: t(`findings:${name}.${word}`) })),
      ],
    });
  return {
    action: HERE,
    open: false,
    chips: chipsOf(context, visit),
    clear: address({ view: filter.view }),
    inputs: [],
    selects: [
      ...(isReportFilter(filter) ? [] : [choices('state', findingStates)]),
      choices('severity', severities),
    ],
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
  };
}

/** Everything that the list of findings prints, the most urgent first. */
export function presentFindingList(list: Rows<FindingRow>, context: FindingListContext, visit: Visit): Page {
  const { t, language } = visit;
  const { filter, count } = context;
  const narrowed = Object.keys(filter).length > 1;
  const text = narrowed ? 'emptyFilter' : 'empty';
  return {
    title: t('findings:list'),
    actions: null,
    count: t('findings:count', { count, shown: printNumber(count, language) }),
    views: {
      label: t('findings:view.label'),
      tabs: findingViews.map((view) => ({
        href: address({ view }),
        label: t(`findings:view.${view}`),
        count: null,
        current: view === filter.view,
      })),
    },
    filter: filterOf(context, visit),
    table: {
      caption: t('findings:list'),
      rows: list.rows.map((row) => presentFindingRow(row, context.judge, language, t)),
    },
    pages: {
      previous: list.previous === null ? null : address({ ...filter, key: list.previous }),
      next: list.next === null ? null : address({ ...filter, key: list.next }),
    },
    empty:
      list.rows.length > 0
        ? null
        : {
            title: t(`findings:${text}`),
            text: t(`findings:${text}Text`),
            action: narrowed ? { href: HERE, label: t('findings:showAll') } : null,
          },
  };
}
