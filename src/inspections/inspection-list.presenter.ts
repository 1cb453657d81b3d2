import { allowed } from '../policies/policy.js';
import { printDay } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { presentList, type ListKind } from '../web/list-page.js';
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
  /** Whether the reader may do something to the findings of many of them at once. */
  marks: boolean;
  lampOf: (row: InspectionRow) => LampView;
};

export const LIST: ListKind = { things: 'inspections', usual: 'all', worded: ['state', 'mode', 'kind'] };

const presentRow = (row: InspectionRow, { lampOf, marks }: ListContext, { language, t }: Visit) => ({
  href: `/inspections/${row.id}`,
  number: row.number ?? '',
  // Only what was concluded has findings on their way to be remedied.
  mark: marks && row.state === 'concluded' ? row.id : null,
  unit: inLanguage(row.unit.name, language),
  topic: inLanguage(row.topic, language),
  state: presentInspectionState(row, t),
  lamp: lampOf(row),
  day: printDay(row.sortDay, language),
  kind: modeAndKind(row, t),
  findings: row.findings.total === 0 ? '–' : t('inspections:openOfTotal', { ...row.findings }),
  findingsHref: row.findings.total === 0 ? null : `/inspections/${row.id}#findings`,
});

/** What is done to marked cases is done to their findings. */
const markingOf = (filter: InspectionFilter, count: number, { t, language }: Visit) => ({
  marked: t('batches:withMarkedCases'),
  all: t('batches:withAllCases', { count, shown: printNumber(count, language) }),
  hidden: [
    { name: 'of', value: 'cases' },
    ...Object.entries(filter).map(([name, value]) => ({ name, value: String(value) })),
  ],
});

/** Units are inspected, they do not look on: draws are for those who inspect and those who lead. */
function actionsOf(mayPrepare: boolean, { actor, t }: Visit) {
  const draws = link(t('inspections:drawsLink'), '/draws');
  const disposals = link(t('disposals:short'), '/disposals');
  const past = allowed(actor, 'inspection.import')
    ? [link(t('inspections:import.title'), '/imports/inspections')]
    : [];
  if (mayPrepare)
    return actionsFrom([link(t('inspections:prepare'), '/inspections/new'), draws, disposals, ...past]);
  return actor.post.role === 'leader' ? { main: null, more: [draws, disposals], blocked: [] } : null;
}

/** Everything that the list of inspections prints. */
export function presentInspectionList(list: Rows<InspectionRow>, context: ListContext, visit: Visit): Page {
  const { filter, count, names, mayPrepare, marks } = context;
  const listing = {
    filter,
    count,
    names,
    views: mayPrepare ? views : views.filter((view) => view === 'all'),
    days: ['from', 'to'],
    choices: { state: states, mode: modes, kind: kinds },
  };
  return {
    ...presentList(LIST, list, listing, visit),
    actions: actionsOf(mayPrepare, visit),
    marking:
      marks && list.rows.some(({ state }) => state === 'concluded') ? markingOf(filter, count, visit) : null,
    rows: list.rows.map((row) => presentRow(row, context, visit)),
  };
}
