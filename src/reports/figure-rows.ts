import { isAmong } from '../findings/sign-choice.js';
import type { RulingKind } from '../findings/ruling.js';
import type { Kind } from '../inspections/inspection.js';
import { unitsBehind, type CoveredUnit, type UnitGroup } from './coverage.js';
import { BEFORE, readKey, type FigureOf } from './figure-key.js';
import type { FindingRow } from './finding-figures.js';
import { handled, type CountedHandling } from './handling-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import { planned, type PlanCount, type PlanRow } from './plan-figures.js';
import { practised, type PracticeRow } from './practice-figures.js';
import { isAwaiting, isClosed, isOnTime } from './remediation-figures.js';
import { eveningOf } from './report-filters.js';
import type { RemediationFigureName } from './report-links.js';
import { ruled } from './rulings.js';
import type { CompiledReport } from './report.js';

/** What one figure counts, each once. */
export type Behind =
  | { kind: 'inspections'; rows: InspectionRow[] }
  | { kind: 'findings'; rows: FindingRow[] }
  | { kind: 'handlings'; rows: CountedHandling[] }
  | { kind: 'plan'; rows: PlanRow[] }
  | { kind: 'practices'; rows: PracticeRow[] }
  | { kind: 'units'; rows: CoveredUnit[] };

function inspections({ annex, period, before }: CompiledReport, { scope, span, narrow = {} }: FigureOf) {
  const { mode, kind, topic, year } = narrow;
  const isEarlier = year === BEFORE.year;
  const from = isEarlier ? before?.period.from : period.from;
  return ((isEarlier ? annex?.earlier : annex?.inspections) ?? []).filter(
    (row) =>
      row.scopes.includes(scope) &&
      (span === 'year' || row.openedOn >= (from ?? '')) &&
      (mode === undefined || row.mode === mode) &&
      (kind === undefined || row.kind === kind) &&
      (topic === undefined || row.topic.vi === topic),
  );
}

function findings(
  { annex, period, findings: figures }: CompiledReport,
  { scope, span, narrow = {} }: FigureOf,
) {
  const { sign: word, severity, repeat, section, post } = narrow;
  const sign = figures.bySign.find((line) => line.word === word)?.choice ?? word;
  return (annex?.findings ?? []).filter(
    (row) =>
      row.scopes.includes(scope) &&
      (span === 'year' || row.concludedOn >= period.from) &&
      (sign === undefined || isAmong(sign, row.sign)) &&
      (severity === undefined || row.severity === severity) &&
      (repeat === undefined || row.repeat) &&
      (section === undefined || row.section === section) &&
      (post === undefined || row.responsiblePost === post),
  );
}

/** The rows of remediation by the names of its figures. */
function remediation({ lists, period, asOf }: CompiledReport): Record<RemediationFigureName, FindingRow[]> {
  const ids = (rows: readonly FindingRow[]) => new Set(rows.map(({ id }) => id));
  const [awaiting, overdue] = [ids(lists.awaiting), ids(lists.overdue)];
  const evening = eveningOf(asOf);
  const done = lists.due.filter((row) => isClosed(row, period.to));
  const open = lists.due.filter((row) => !isClosed(row, period.to));
  const { opening, fresh, reopened, closed, closing, due } = lists;
  return {
    ...{ opening, fresh, reopened, closed, closing, due, awaiting: lists.awaiting, overdue: lists.overdue },
    onTime: closed.filter(isOnTime),
    late: closed.filter((row) => !isOnTime(row)),
    withinTerm: closing.filter(({ id }) => !awaiting.has(id) && !overdue.has(id)),
    dueOnTime: done.filter(isOnTime),
    dueLate: done.filter((row) => !isOnTime(row)),
    dueAwaiting: open.filter((row) => isAwaiting(row, evening)),
    dueOutstanding: open.filter((row) => !isAwaiting(row, evening)),
  };
}

/** The cases or units that a figure of a report counts, out of the report itself. Undefined when it is no figure. */
export function rowsBehind(report: CompiledReport, key: string): Behind | undefined {
  const of = readKey(key);
  if (of === undefined) return undefined;
  const { counts, scope, span, narrow = {} } = of;
  if (counts === 'inspections') return { kind: 'inspections', rows: inspections(report, of) };
  if (counts === 'plan') {
    const rows = planned(
      report.lists.plan ?? [],
      report.term,
      report.asOf,
      span,
      narrow['standing'] as PlanCount,
    );
    return { kind: 'plan', rows: rows.filter((row) => row.scopes.includes(scope)) };
  }
  if (counts === 'practices') {
    const rows = practised(report.lists.practices ?? [], report.period, span, narrow['section']);
    return { kind: 'practices', rows: rows.filter((row) => row.scopes.includes(scope)) };
  }
  if (counts === 'findings') return { kind: 'findings', rows: findings(report, of) };
  if (counts === 'rulings') {
    const rows = ruled(report.lists.rulings, narrow['ruling'] as RulingKind, report.period, span);
    return { kind: 'findings', rows: rows.filter((row) => row.scopes.includes(scope)) };
  }
  if (counts === 'handlings') {
    const rows = handled(report.lists.handlings, report.period, span, narrow);
    return { kind: 'handlings', rows: rows.filter((row) => row.scopes.includes(scope)) };
  }
  if (counts === 'remediation') {
    const rows = remediation(report)[of.name as RemediationFigureName] as FindingRow[] | undefined;
    if (rows === undefined) return undefined;
    return { kind: 'findings', rows: rows.filter((row) => row.scopes.includes(scope)) };
  }
  const { units, visited } = report.lists;
  const { group, kind } = narrow as { group: UnitGroup; kind?: Kind };
  const asked = { group, scope, span, ...(kind === undefined ? {} : { kind }) };
  return { kind: 'units', rows: unitsBehind(units, visited, report.period, asked).covered };
}
