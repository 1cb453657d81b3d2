import { day, text, type Column } from '../exports/table-file.js';
import { presentLamp } from '../findings/finding-row.presenter.js';
import { findingNumber } from '../findings/finding.js';
import type { JudgeDay } from '../inspections/ending.presenter.js';
import type { ExtensionRequest } from '../findings/ledger.js';
import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { presentList, type ListKind } from '../web/list-page.js';
import { link, type PageActions } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { extensionViews, type ExtensionRow, type ExtensionView } from './extension.queries.js';
import { presentOutcome } from './ledger.presenter.js';

export const LIST: ListKind = { things: 'extensions', usual: 'asked', worded: [] };

/** The last request of a finding on the list; there is one, or it would not stand there. */
const lastOf = ({ ledger }: ExtensionRow): ExtensionRequest | undefined =>
  ledger.filter((entry) => entry.kind === 'extension').at(-1);

const isOpen = ({ state }: ExtensionRow): boolean => state !== 'closed' && state !== 'withdrawn';

function presentRow(row: ExtensionRow, judgeDay: JudgeDay, mayDecide: boolean, visit: Visit) {
  const { t, language } = visit;
  const request = lastOf(row);
  const waits = row.extension.state === 'asked' && isOpen(row);
  return {
    href: waits && mayDecide ? `/findings/${row.id}/extension-decision` : `/findings/${row.id}`,
    number: findingNumber(row),
    unit: inLanguage(row.unit.name, language),
    reason: request?.reason ?? '',
    from: printDay(request?.before ?? '', language),
    to: t('extensions:to', { day: printDay(request?.asked ?? '', language) }),
    severity: t(`findings:severity.${row.severity}`),
    outcome: presentOutcome(request?.decision, isOpen(row), visit),
    lamp: waits ? presentLamp(judgeDay(row.extension.on), t) : null,
    on: printDay(row.extension.on, language),
  };
}

export type ExtensionListing = {
  view: ExtensionView;
  count: number;
  judgeDay: JudgeDay;
  mayDecide: boolean;
};

/** Requests for more time: what waits, first what must be decided first; and what was decided. */
export function presentExtensions(
  list: Rows<ExtensionRow>,
  { view, count, judgeDay, mayDecide }: ExtensionListing,
  visit: Visit,
): Page {
  const { t } = visit;
  const listing = {
    filter: { view },
    count,
    views: extensionViews,
    days: [],
    choices: {},
    names: new Map<string, string>(),
  };
  const actions: PageActions | null = mayDecide
    ? { main: null, more: [link(t('extensions:differing.title'), '/due-dates')], blocked: [] }
    : null;
  return {
    ...presentList(LIST, list, listing, visit),
    actions,
    table: {
      caption: t('extensions:list'),
      rows: list.rows.map((row) => presentRow(row, judgeDay, mayDecide, visit)),
    },
  };
}

/** The columns of the list as a file. */
export function extensionColumns(visit: Visit): Column<ExtensionRow>[] {
  const { t, language } = visit;
  const label = (name: string) => t(`extensions:file.${name}`);
  const decision = (row: ExtensionRow) => lastOf(row)?.decision;
  return [
    text(label('number'), 17, findingNumber),
    text(label('unitCode'), 9, (row) => row.unit.code),
    text(label('unit'), 28, (row) => inLanguage(row.unit.name, language)),
    text(label('severity'), 14, (row) => t(`findings:severity.${row.severity}`)),
    text(label('mustDo'), 50, (row) => row.mustDo),
    text(label('reason'), 50, (row) => lastOf(row)?.reason),
    text(label('progress'), 50, (row) => lastOf(row)?.progress),
    day(label('before'), (row) => lastOf(row)?.before),
    day(label('asked'), (row) => lastOf(row)?.asked),
    day(label('decideBy'), (row) => lastOf(row)?.decideBy),
    text(label('outcome'), 24, (row) => presentOutcome(decision(row), isOpen(row), visit).text),
    day(label('decidedOn'), (row) => decision(row)?.on),
    text(label('decisionReason'), 40, (row) => decision(row)?.reason),
    day(label('dueOn'), (row) => row.dueOn),
  ];
}
