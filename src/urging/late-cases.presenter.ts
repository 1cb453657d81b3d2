import { day, number, text, type Column } from '../exports/table-file.js';
import type { CountDays } from '../findings/lamp.js';
import { presentLamp } from '../findings/finding-row.presenter.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { presentList, type ListKind } from '../web/list-page.js';
import { actionsFrom, link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { lateCaseViews, type LateCaseFilter } from './late-case-filter.js';
import type { LateCaseRow } from './late-cases.queries.js';

export const LIST: ListKind = { things: 'urging', usual: 'all', worded: [] };

export type LateCaseListing = {
  filter: LateCaseFilter;
  count: number;
  names: Map<string, string>;
  /** How many letters wait for their numbers. */
  waiting: number;
  today: Day;
  countDays: CountDays;
};

const printLetter = ({ letter }: LateCaseRow, { t, language }: Visit): string => {
  if (letter === undefined) return t('urging:never');
  return letter.number === undefined
    ? t('urging:drafted')
    : t('urging:last', { number: letter.number, day: printDay(letter.datedOn ?? '', language) });
};

function presentRow(row: LateCaseRow, { today, countDays }: LateCaseListing, visit: Visit) {
  const { t, language } = visit;
  const lamp = { signal: 'overdue', days: countDays(row.dueOn, today) } as const;
  return {
    mark: row.id,
    href: `/inspections/${row.id}#findings`,
    number: row.number,
    unit: inLanguage(row.unit.name, language),
    findings: t('urging:findings', { count: row.findings }),
    lamp: presentLamp(lamp, t),
    dueOn: printDay(row.dueOn, language),
    letter: printLetter(row, visit),
    letterHref: row.letter === undefined ? null : `/documents/${row.letter.id}`,
  };
}

/** Late cases, the longest late first: which are to be urged is marked here. */
export function presentLateCases(list: Rows<LateCaseRow>, listing: LateCaseListing, visit: Visit): Page {
  const { t, language } = visit;
  const { filter, count, names, waiting } = listing;
  const around = { filter, count, names, views: lateCaseViews, days: [], choices: {} };
  return {
    ...presentList(LIST, list, around, visit),
    back: { href: '/findings?view=overdue', label: t('urging:back') },
    actions:
      waiting === 0
        ? null
        : actionsFrom([link(t('urging:waitingLetters', { count: waiting }), '/urging/letters')]),
    lead: t('urging:lead'),
    marking: {
      marked: t('urging:forMarked'),
      all: t('urging:forAll', { count, shown: printNumber(count, language) }),
      hidden: Object.entries(filter).map(([name, value]) => ({ name, value: String(value) })),
    },
    rows: list.rows.map((row) => presentRow(row, listing, visit)),
  };
}

/** The columns of the list as a file. */
export function lateCaseColumns({ t, language }: Visit): Column<LateCaseRow>[] {
  const label = (name: string) => t(`urging:file.${name}`);
  return [
    text(label('number'), 15, (row) => row.number),
    text(label('unitCode'), 9, (row) => row.unit.code),
    text(label('unit'), 28, (row) => inLanguage(row.unit.name, language)),
    number(label('findings'), (row) => row.findings),
    day(label('dueOn'), (row) => row.dueOn),
    text(label('letter'), 20, ({ letter }) =>
      letter === undefined ? undefined : (letter.number ?? t('urging:drafted')),
    ),
    day(label('letterOn'), (row) => row.letter?.datedOn),
  ];
}
