import type { Cell, Column } from '../exports/table-file.js';
import type { RulingKind } from '../findings/ruling.js';
import { inLanguage } from '../shared/language.js';
import type { CoveredUnit } from './coverage.js';
import type { EvidenceRow } from './evidence-rows.js';
import type { FindingRow } from './finding-figures.js';
import type { CountedHandling } from './handling-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import { standsAs, type PlanRow } from './plan-figures.js';
import type { PracticeRow } from './practice-figures.js';
import type { Scope } from './scope.js';
import type { Telling } from './tables/figure-table.js';

/** `name`: the same in every language, for other programs. */
export type ListColumn<Row> = Column<Row> & { name: string };

type Scoped = { scopes: readonly Scope[] };

/** Columns under the wordings of files. `scope`: how a row stands to the unit of the report. */
function columnsFor<Row extends Partial<Scoped>>({ report, t }: Telling) {
  const text = (name: string, width: number, value: (row: Row) => Cell): ListColumn<Row> => ({
    name,
    label: t(`reportFiles:column.${name}`),
    kind: 'text',
    width,
    value,
  });
  const day = (name: string, value: (row: Row) => Cell) => ({
    ...text(name, 13, value),
    kind: 'day' as const,
  });
  const number = (name: string, width: number, value: (row: Row) => Cell) => ({
    ...text(name, width, value),
    kind: 'number' as const,
  });
  const scope = text('scope', 24, (row) =>
    report.scopes
      .filter((one) => row.scopes?.includes(one))
      .map((one) => t(`reports:scope.${one}`))
      .join('; '),
  );
  return { text, day, number, scope };
}

export function inspectionColumns(telling: Telling): ListColumn<InspectionRow>[] {
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

export function findingColumns(telling: Telling): ListColumn<FindingRow>[] {
  const { report, language, t } = telling;
  const { text, day, number, scope } = columnsFor<FindingRow>(telling);
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
    number('daysLate', 12, (row) => lateBy(row, report)),
    scope,
  ];
}

export function practiceColumns(telling: Telling): ListColumn<PracticeRow>[] {
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

/** Lines of plans, with how they stand at the end of the report. */
export function planColumns(telling: Telling): ListColumn<PlanRow>[] {
  const { report, language, t } = telling;
  const { text, day, scope } = columnsFor<PlanRow>(telling);
  const standing = (row: PlanRow) =>
    standsAs(row, report.asOf)
      .filter((count) => count !== 'all')
      .map((count) => t(`reports:plan.${count}`))
      .join('; ');
  const done = ({ done: visit }: PlanRow) =>
    visit === undefined || visit.on > report.asOf ? undefined : visit;
  return [
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('authority', 28, (row) => inLanguage(row.authority, language)),
    text('kind', 26, (row) => t(`inspections:kind.${row.kind}`)),
    text('topic', 36, (row) => inLanguage(row.topic, language)),
    text('plannedFrom', 12, (row) => row.from),
    text('plannedTo', 12, (row) => row.to),
    text('standing', 20, standing),
    text('number', 18, (row) => done(row)?.number),
    day('openedOn', (row) => done(row)?.on),
    scope,
  ];
}

/** A ruling on the due date of a finding. */
export type RulingRow = FindingRow & { ruling: RulingKind; ruledOn: string };

export function rulingColumns(telling: Telling): ListColumn<RulingRow>[] {
  const { language, t } = telling;
  const { text, day, scope } = columnsFor<RulingRow>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('ruling', 30, (row) => t(`reports:ruling.${row.ruling}`)),
    day('ruledOn', (row) => row.ruledOn),
    text('mustDo', 50, (row) => row.mustDo),
    text('responsible', 28, (row) => row.responsiblePost),
    day('dueOn', (row) => row.dueOn),
    scope,
  ];
}

export function handlingColumns(telling: Telling): ListColumn<CountedHandling>[] {
  const { language, t } = telling;
  const { text, day, scope } = columnsFor<CountedHandling>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    text('party', 20, (row) => t(`reports:handled.${row.party}`)),
    text('handled', 30, (row) => row.who),
    text('measure', 30, (row) => inLanguage(row.measure, language)),
    day('decidedOn', (row) => row.on),
    scope,
  ];
}

/** A unit that was to be covered, and on which days it was inspected. */
export type CoverageRow = { unit: CoveredUnit; days: readonly string[]; scopes?: readonly Scope[] };

export function coverageColumns(telling: Telling): ListColumn<CoverageRow>[] {
  const { language, t } = telling;
  const { text, day, number } = columnsFor<CoverageRow>(telling);
  return [
    text('unitCode', 10, ({ unit }) => unit.code),
    text('unit', 28, ({ unit }) => inLanguage(unit.name, language)),
    text('level', 20, ({ unit }) => t(`units:kind.${unit.kind}`)),
    number('inspectionDays', 12, ({ days }) => days.length),
    day('lastInspectedOn', ({ days }) => days.at(-1)),
  ];
}

export function evidenceColumns(telling: Telling): ListColumn<EvidenceRow>[] {
  const { language } = telling;
  const { text, day, number, scope } = columnsFor<EvidenceRow>(telling);
  return [
    text('number', 18, (row) => row.number),
    text('unit', 28, (row) => inLanguage(row.unit, language)),
    day('concludedOn', (row) => row.concludedOn),
    number('files', 10, (row) => row.files),
    text('hash', 66, (row) => row.hash),
    scope,
  ];
}
