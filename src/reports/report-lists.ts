import type { Cell, Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { FindingRow } from './finding-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import type { PracticeRow } from './practice-figures.js';
import type { Scope } from './scope.js';
import type { Telling } from './tables/figure-table.js';

export type ListColumn<Row> = Pick<Column<Row>, 'label' | 'kind' | 'width'> & { value: (row: Row) => Cell };
type List = { title: string; columns: ListColumn<never>[]; rows: never[] };

/** Columns under the wordings of files. */
function columnsFor<Row extends { scopes: readonly Scope[] }>({ report, t }: Telling) {
  const text = (name: string, width: number, value: (row: Row) => Cell): ListColumn<Row> => ({
    label: t(`reportFiles:column.${name}`),
    kind: 'text',
    width,
    value,
  });
  const day = (name: string, value: (row: Row) => Cell) => ({
    ...text(name, 13, value),
    kind: 'day' as const,
  });
  const scope = text('scope', 24, (row) =>
    report.scopes
      .filter((one) => row.scopes.includes(one))
      .map((one) => t(`reports:scope.${one}`))
      .join('; '),
  );
  return { text, day, scope };
}

function inspectionColumns(telling: Telling): ListColumn<InspectionRow>[] {
  const { language, t } = telling;
  const { text, day, scope } = columnsFor<InspectionRow>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('authority', 28, (row) => inLanguage(row.authority, language)),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('mode', 16, (row) => t(`inspections:mode.${row.mode}`)),
    text('kind', 26, (row) => t(`inspections:kind.${row.kind}`)),
    text('topic', 36, (row) => inLanguage(row.topic, language)),
    day('openedOn', (row) => row.openedOn),
    scope,
  ];
}

function findingColumns(telling: Telling): ListColumn<FindingRow>[] {
  const { report, language, t } = telling;
  const { text, day, scope } = columnsFor<FindingRow>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('signCode', 10, (row) => row.sign.code),
    text('severity', 16, (row) => t(`findings:severity.${row.severity}`)),
    text('seen', 60, (row) => row.seen),
    text('mustDo', 50, (row) => row.mustDo),
    text('responsible', 28, (row) => row.responsiblePost),
    day('concludedOn', (row) => row.concludedOn),
    day('dueOn', (row) => row.dueOn),
    day('remediedOn', (row) => row.remediedOn),
    day('closedOn', (row) => row.closedOn),
    { ...text('daysLate', 12, (row) => lateBy(row, report)), kind: 'number' },
    scope,
  ];
}

function practiceColumns(telling: Telling): ListColumn<PracticeRow>[] {
  const { language } = telling;
  const { text, day, scope } = columnsFor<PracticeRow>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('itemCode', 10, (row) => row.code),
    text('item', 60, (row) => inLanguage(row.text, language)),
    text('note', 50, (row) => row.note),
    day('deliveredOn', (row) => row.on),
    scope,
  ];
}

/** Working days late at the end of the report; nothing for what was done in time or is not due. */
function lateBy({ dueOn, remediedOn }: FindingRow, { asOf, days }: Telling['report']): number | undefined {
  const until = remediedOn === undefined || remediedOn > asOf ? asOf : remediedOn;
  return until > dueOn ? days(dueOn, until) : undefined;
}

/** The lists behind a report's figures, as other programs take them: every row with every field of its own. */
export function listsOf(telling: Telling): List[] {
  const { report, t } = telling;
  const { lists, annex } = report;
  const list = <Row>(name: string, columns: ListColumn<Row>[], rows: readonly Row[]): List[] =>
    rows.length === 0 ? [] : [{ title: t(`reportFiles:list.${name}`), columns, rows: rows as never[] }];
  const findings = findingColumns(telling);
  return [
    ...list('inspections', inspectionColumns(telling), annex?.inspections ?? []),
    ...list('findings', findings, annex?.findings ?? []),
    ...list('opening', findings, lists.opening),
    ...list('closed', findings, lists.closed),
    ...list('closing', findings, lists.closing),
    ...list('overdue', findings, lists.overdue),
    ...list('practices', practiceColumns(telling), lists.practices ?? []),
  ];
}
