import { printDay, type Day } from '../shared/dates.js';
import { printHash } from '../findings/concluded-evidence.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Annex, Block, Column, Table } from '../paper/paper.js';
import type { EvidenceRow } from './evidence-rows.js';
import type { FindingRow } from './finding-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import type { AnnexName } from './template.js';
import type { Scope } from './scope.js';
import { pageOf, type Telling } from './tables/figure-table.js';

type ColumnOf<Row> = {
  name: string;
  share: number;
  align?: Column['align'];
  cell: (row: Row) => string;
  /** The page that the cell opens. */
  page?: (row: Row) => string;
};

const printed = (day: Day | undefined, { language }: Telling): string =>
  day === undefined ? '' : printDay(day, language);

/** Both days of a finding in one cell: two columns would leave too little room for what was found. */
function days({ dueOn, remediedOn }: FindingRow, telling: Telling): string {
  const due = telling.t('reports:annex.dueBy', { day: printed(dueOn, telling) });
  if (remediedOn === undefined) return due;
  return `${due}\n${telling.t('reports:annex.remedied', { day: printed(remediedOn, telling) })}`;
}

/** Rows numbered from 1, in a table of small type. */
function listOf<Row>(telling: Telling, caption: string | null, rows: Row[], columns: ColumnOf<Row>[]): Table {
  const { t } = telling;
  return {
    kind: 'table',
    caption,
    dense: true,
    columns: [
      { share: 7, align: 'centre' },
      ...columns.map(({ share, align }): Column => ({ share, align: align ?? 'left' })),
    ],
    head: [
      [
        { text: t('reports:annex.order') },
        ...columns.map(({ name }) => ({ text: t(`reports:annex.${name}`) })),
      ],
    ],
    rows: rows.map((row, index) => ({
      cells: [String(index + 1), ...columns.map(({ cell }) => cell(row))],
      links: [null, ...columns.map(({ page }) => (page === undefined ? null : pageOf(telling, page(row))))],
    })),
  };
}

/** One table for each scope that has rows, headed by its name and count when the report has several scopes. */
function byScope<Row extends { scopes: Scope[] }>(
  telling: Telling,
  rows: readonly Row[],
  columns: ColumnOf<Row>[],
): Block[] {
  const { report, language, t } = telling;
  return report.scopes.flatMap((scope) => {
    const here = rows.filter((row) => row.scopes.includes(scope));
    if (here.length === 0) return [];
    const caption = t('reports:annex.caption', {
      scope: t(`reports:scope.${scope}`),
      count: printNumber(here.length, language),
    });
    return [listOf(telling, caption, here, columns)];
  });
}

function inspectionColumns({ language, t }: Telling): ColumnOf<InspectionRow>[] {
  const day = (row: InspectionRow) => printDay(row.openedOn, language);
  return [
    { name: 'number', share: 20, cell: (row) => row.number, page: ({ id }) => `/inspections/${id}` },
    { name: 'unit', share: 23, cell: (row) => inLanguage(row.unit, language) },
    { name: 'mode', share: 14, cell: (row) => t(`inspections:mode.${row.mode}`) },
    {
      name: 'content',
      share: 36,
      cell: (row) => `${t(`inspections:kind.${row.kind}`)}: ${inLanguage(row.topic, language)}`,
    },
    { name: 'openedOn', share: 17, align: 'centre', cell: day },
  ];
}

const numberAndUnit = ({ language }: Telling): ColumnOf<FindingRow>[] => [
  { name: 'number', share: 25, cell: (row) => row.number, page: ({ id }) => `/findings/${id}` },
  { name: 'unit', share: 20, cell: (row) => inLanguage(row.unit, language) },
];

function findingColumns(telling: Telling): ColumnOf<FindingRow>[] {
  const { t } = telling;
  return [
    ...numberAndUnit(telling),
    {
      name: 'sign',
      share: 22,
      cell: (row) => `${row.sign.code}\n${t(`findings:severity.${row.severity}`)}`,
    },
    { name: 'seen', share: 41, cell: (row) => row.seen },
    { name: 'days', share: 26, cell: (row) => days(row, telling) },
  ];
}

/** What became of a finding that was due or closed in the month. */
function outcome(row: FindingRow, { report, language, t }: Telling): string {
  const { to } = report.period;
  if (row.closedOn === undefined || row.closedOn > to) return t('reports:annex.notYet');
  const done = row.remediedOn ?? row.closedOn;
  if (done <= row.dueOn) return t('reports:annex.onTime');
  return t('reports:annex.late', { days: printNumber(report.days(row.dueOn, done), language) });
}

const monthColumns = (telling: Telling): ColumnOf<FindingRow>[] => [
  ...numberAndUnit(telling),
  { name: 'mustDo', share: 34, cell: (row) => row.mustDo },
  { name: 'dueOn', share: 17, align: 'centre', cell: (row) => printed(row.dueOn, telling) },
  { name: 'outcome', share: 22, cell: (row) => outcome(row, telling) },
];

function overdueColumns(telling: Telling): ColumnOf<FindingRow>[] {
  const { report, language, t } = telling;
  const late = (row: FindingRow) => {
    const passed = report.days(row.dueOn, report.asOf);
    // Due on a Friday and not remedied on the Saturday: overdue, though no working day has passed.
    return passed === 0 ? t('reports:annex.underOne') : printNumber(passed, language);
  };
  return [
    ...numberAndUnit(telling),
    { name: 'mustDo', share: 32, cell: (row) => row.mustDo },
    { name: 'responsible', share: 20, cell: (row) => row.responsiblePost },
    { name: 'dueOn', share: 17, align: 'centre', cell: (row) => printed(row.dueOn, telling) },
    { name: 'daysLate', share: 12, align: 'right', cell: late },
  ];
}

/** Some of the overdue, on a paper that has no room for all. */
export const overdueTable = (telling: Telling, caption: string, rows: FindingRow[]): Table =>
  listOf(telling, caption, rows, overdueColumns(telling));

const evidenceColumns = ({ language }: Telling): ColumnOf<EvidenceRow>[] => [
  { name: 'number', share: 19, cell: (row) => row.number, page: ({ id }) => `/inspections/${id}` },
  { name: 'unit', share: 22, cell: (row) => inLanguage(row.unit, language) },
  {
    name: 'concludedOn',
    share: 16,
    align: 'centre',
    cell: (row) => printDay(row.concludedOn, language),
  },
  { name: 'files', share: 9, align: 'right', cell: (row) => printNumber(row.files, language) },
  { name: 'hash', share: 42, cell: (row) => printHash(row.hash) },
];

/** What tells later whether the files of the cases concluded in the period are still the same, and how to ask. */
function evidencePart(telling: Telling): Block[] {
  const tables = byScope(telling, telling.report.annex?.evidence ?? [], evidenceColumns(telling));
  return tables.length === 0
    ? []
    : [...tables, { kind: 'note', text: telling.t('reports:annex.howChecked') }];
}

const union = (rows: readonly FindingRow[]): FindingRow[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;

/** What is drawn behind the lists: the charts, and the photos that the author has chosen. */
export type Pictures = { charts?: Block[]; photos?: Block[] };

/** The lists behind the figures and the charts, each annex numbered on its own. Empty lists make no annex. */
export function presentAnnexes(
  telling: Telling,
  attached: string,
  { charts = [], photos = [] }: Pictures,
): Annex[] {
  const { report, t } = telling;
  const { lists, annex } = report;
  const parts: [AnnexName | 'photos', Block[]][] = [
    ['inspections', byScope(telling, annex?.inspections ?? [], inspectionColumns(telling))],
    ['findings', byScope(telling, annex?.findings ?? [], findingColumns(telling))],
    ['month', byScope(telling, union([...lists.due, ...lists.closed]), monthColumns(telling))],
    ['overdue', byScope(telling, lists.overdue, overdueColumns(telling))],
    ['evidence', evidencePart(telling)],
    ['charts', charts],
    ['photos', photos],
  ];
  return (
    parts
      .filter(([, blocks]) => blocks.length > 0)
      // Photos are chosen for the one report; of the rest its template tells.
      .filter(([name]) => name === 'photos' || report.template.annexes.includes(name))
      .map(([name, blocks], index) => ({
        label: t('reports:annex.label', { numeral: numerals[index] ?? '' }),
        title: name === 'charts' ? t('charts:annexTitle') : t(`reports:annex.title.${name}`),
        attached,
        blocks,
      }))
  );
}
