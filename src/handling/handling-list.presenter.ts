import { day, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { parties } from '../settings/measures.js';
import { presentList, type ListKind } from '../web/list-page.js';
import type { Page, Visit } from '../web/visit.js';
import { handlingViews, type HandlingFilter } from './handling-filter.js';
import { presentHandlingRow } from './handling-row.presenter.js';
import type { HandlingRow } from './handling.queries.js';

export const LIST: ListKind = { things: 'handling', usual: 'in_force', worded: ['party', 'failure'] };

export type HandlingListContext = { filter: HandlingFilter; count: number; names: Map<string, string> };

/** What came of findings for collectives and posts, the latest decision first. */
export function presentHandlingList(
  list: Rows<HandlingRow>,
  context: HandlingListContext,
  visit: Visit,
): Page {
  const listing = {
    ...context,
    views: handlingViews,
    days: ['from', 'to'],
    choices: { party: parties, failure: ['yes'] },
  };
  return {
    ...presentList(LIST, list, listing, visit),
    back: { href: '/findings', label: visit.t('findings:list') },
    rows: list.rows.map((row) => presentHandlingRow(row, visit)),
  };
}

/** The columns of the list as a file: no names of people. */
export function handlingColumns({ t, language }: Visit): Column<HandlingRow>[] {
  const label = (name: string) => t(`handling:file.${name}`);
  return [
    text(label('finding'), 17, (row) => row.findingNumber),
    text(label('unitCode'), 9, (row) => row.unit.code),
    text(label('unit'), 28, (row) => inLanguage(row.unit.name, language)),
    text(label('authority'), 28, (row) => inLanguage(row.authority.name, language)),
    text(label('party'), 12, (row) => t(`handling:party.${row.measure.party}`)),
    text(label('who'), 30, (row) => row.who),
    text(label('measure'), 24, (row) => inLanguage(row.measure.text, language)),
    text(label('legalBasis'), 34, (row) => row.measure.legalBasis),
    text(label('number'), 18, (row) => row.decision.number),
    day(label('decidedOn'), (row) => row.decision.on),
    text(label('decidedBy'), 28, (row) => row.decision.by),
    text(label('ofFailure'), 14, (row) => (row.ofFailure ? t('handling:ofFailure') : '')),
    text(label('standing'), 16, (row) => t(`handling:standing.${row.standing}`)),
  ];
}
