import type { Cell, Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { FindingRow } from './finding-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import type { Telling } from './tables/figure-table.js';

export type ListColumn<Row> = Pick<Column<Row>, 'label' | 'kind' | 'width'> & { value: (row: Row) => Cell };
type List = { title: string; columns: ListColumn<never>[]; rows: never[] };

function inspectionColumns({ report, language, t }: Telling): ListColumn<InspectionRow>[] {
  const text = (
    name: string,
    width: number,
    value: (row: InspectionRow) => Cell,
  ): ListColumn<InspectionRow> => ({
    label: t(`reportFiles:column.${name}`),
    kind: 'text',
    width,
    value,
  });
  return [
    text('number', 18, (row) => row.number),
    text('authority', 28, (row) => inLanguage(row.authority, language)),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('mode', 16, (row) => t(`inspections:mode.${row.mode}`)),
    text('kind', 26, (row) => t(`inspections:kind.${row.kind}`)),
    text('topic', 36, (row) => inLanguage(row.topic, language)),
    { ...text('openedOn', 13, (row) => row.openedOn), kind: 'day' },
    text('scope', 24, (row) =>
      report.scopes
        .filter((scope) => row.scopes.includes(scope))
        .map((scope) => t(`reports:scope.${scope}`))
        .join('; '),
    ),
  ];
}

function findingColumns({ report, language, t }: Telling): ListColumn<FindingRow>[] {
  const text = (name: string, width: number, value: (row: FindingRow) => Cell): ListColumn<FindingRow> => ({
    label: t(`reportFiles:column.${name}`),
    kind: 'text',
    width,
    value,
  });
  const day = (name: string, value: (row: FindingRow) => Cell) => ({
    ...text(name, 13, value),
    kind: 'day' as const,
  });
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
    text('scope', 24, (row) =>
      report.scopes
        .filter((scope) => row.scopes.includes(scope))
        .map((scope) => t(`reports:scope.${scope}`))
        .join('; '),
    ),
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
  ];
}
