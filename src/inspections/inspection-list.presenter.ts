import { printDay } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { actionsFrom, link, type LampView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { views, type InspectionFilter } from './inspection-filter.js';
import type { InspectionRow } from './inspection.queries.js';
import { kinds, modes, states } from './inspection.js';
import { modeAndKind, presentInspectionState } from './inspection-words.js';

export type ListContext = {
  filter: InspectionFilter;
  count: number;
  mayPrepare: boolean;
  /** Names of the units that the filter speaks of, by their ids. */
  names: Map<string, string>;
  lampOf: (row: InspectionRow) => LampView;
};

const HERE = '/inspections';
const address = (filter: object) => {
  const query = writeFilter(filter, { view: 'all' });
  return query === '' ? HERE : `${HERE}?${query}`;
};

const presentRow = (row: InspectionRow, { lampOf }: ListContext, { language, t }: Visit) => ({
  href: `${HERE}/${row.id}`,
  number: row.number ?? '',
  unit: inLanguage(row.unit.name, language),
  topic: inLanguage(row.topic, language),
  state: presentInspectionState(row, t),
  lamp: lampOf(row),
  day: printDay(row.sortDay, language),
  kind: modeAndKind(row, t),
  findings: row.findings.total === 0 ? '–' : t('inspections:openOfTotal', { ...row.findings }),
  findingsHref: row.findings.total === 0 ? null : `${HERE}/${row.id}#findings`,
});

const worded = ['state', 'mode', 'kind'];

/** What the list is narrowed by, each with the address without it. */
function chipsOf({ filter, names }: ListContext, { language, t }: Visit) {
  const { view: _view, ...narrowing } = filter;
  return Object.entries(narrowing).map(([name, value]) => {
    const text =
      name === 'from' || name === 'to'
        ? printDay(value, language)
        : worded.includes(name)
          ? t(`inspections:${name}.${value}`)
          : (names.get(value) ?? value);
    const rest: Record<string, unknown> = { ...filter };
    delete rest[name];
    return { label: `${t(`inspections:filter.${name}`)}: ${text}`, href: address(rest) };
  });
}

function filterOf(context: ListContext, visit: Visit) {
  const { filter } = context;
  const { t, language } = visit;
  const printed = (day: string | undefined) => (day === undefined ? '' : printDay(day, language));
  const field = fieldMaker(t, { ...filter, from: printed(filter.from), to: printed(filter.to) }, []);
  const choices = (name: 'state' | 'mode' | 'kind', words: readonly string[]) =>
    field(name, {
      label: `inspections:filter.${name}`,
      required: false,
      options: [
        { value: '', label: t('inspections:filter.any') },
        ...words.map((word) => ({ value: word, label: t(`inspections:${name}.${word}`) })),
      ],
    });
  const day = (name: 'from' | 'to') =>
    field(name, { label: `inspections:filter.${name}`, required: false, inputmode: 'numeric' });
  const { state: _s, mode: _m, kind: _k, from: _f, to: _t, ...kept } = filter;
  return {
    action: HERE,
    open: false,
    chips: chipsOf(context, visit),
    clear: address({ view: filter.view }),
    inputs: [day('from'), day('to')],
    selects: [choices('state', states), choices('mode', modes), choices('kind', kinds)],
    hidden: Object.entries(kept).map(([name, value]) => ({ name, value })),
  };
}

/** Everything that the list of inspections prints. */
export function presentInspectionList(list: Rows<InspectionRow>, context: ListContext, visit: Visit): Page {
  const { t, language } = visit;
  const { filter, count, mayPrepare } = context;
  const narrowed = Object.keys(filter).length > 1;
  const text = narrowed ? 'emptyFilter' : 'empty';
  return {
    title: t('inspections:list'),
    actions: mayPrepare ? actionsFrom([link(t('inspections:prepare'), `${HERE}/new`)]) : null,
    count: t('inspections:count', { count, shown: printNumber(count, language) }),
    views: {
      label: t('inspections:view.label'),
      tabs: (mayPrepare ? views : (['all'] as const)).map((view) => ({
        href: address({ view }),
        label: t(`inspections:view.${view}`),
        count: null,
        current: view === filter.view,
      })),
    },
    filter: filterOf(context, visit),
    rows: list.rows.map((row) => presentRow(row, context, visit)),
    pages: {
      previous: list.previous === null ? null : address({ ...filter, key: list.previous }),
      next: list.next === null ? null : address({ ...filter, key: list.next }),
    },
    empty:
      list.rows.length > 0
        ? null
        : {
            title: t(`inspections:${text}`),
            text: t(`inspections:${text}Text`),
            action: narrowed ? { href: HERE, label: t('inspections:showAll') } : null,
          },
  };
}
