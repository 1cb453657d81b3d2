import type { Cluster } from '../clusters/cluster.js';
import type { Kind } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import type { Unit } from '../units/unit.js';
import { coverageOf, type Coverage, type CoveredUnit, type Visited } from './coverage.js';
import {
  findingFigures,
  type FindingFigures,
  type FindingRow,
  type FindingTally,
} from './finding-figures.js';
import type { Edition } from '../checklists/sign-succession.js';
import type { SignBasis } from './sign-lines.js';
import type { Section } from './finding-places.js';
import type { EvidenceRow } from './evidence-rows.js';
import { handlingFigures, type HandlingLine, type CountedHandling } from './handling-figures.js';
import {
  inspectionFigures,
  type InspectionFigures,
  type InspectionRow,
  type InspectionTally,
} from './inspection-figures.js';
import type { Period } from './period.js';
import {
  Unbalanced,
  listsOf,
  remediationFigures,
  sortOut,
  unconfirmedIn,
  type CountDays,
  type RemediationFigures,
  type RemediationLists,
  type UnconfirmedYears,
} from './remediation-figures.js';
import { planFigures, type PlanLineFigure, type PlanRow } from './plan-figures.js';
import { practiceFigures, type PracticeFigures, type PracticeRow } from './practice-figures.js';
import { onlyShown, scopesShown, toldBy } from './report-scopes.js';
import { rulingFigures, type RulingLine } from './rulings.js';
import type { Scope } from './scope.js';
import type { Template } from './template.js';
import type { Term } from './term.js';
import type { TrendPoint } from './trend-point.js';

/** What the database says of a unit and a term. */
export type ReportFacts = {
  inspections: readonly InspectionTally[];
  /** Those of the same term a year before. */
  earlier: readonly InspectionTally[];
  visited: readonly Visited[];
  units: readonly CoveredUnit[];
  findings: readonly FindingTally[];
  /** Findings that were open at some time in the term, or due in it; more do no harm. */
  remediation: readonly FindingRow[];
  /** Findings about whose due dates something was ruled since the start of the year; more do no harm. */
  rulings: readonly FindingRow[];
  /** Decisions about collectives and persons since the start of the year. */
  handlings: readonly CountedHandling[];
  /** Visits that the approved plans of the year mean to make. */
  plan: readonly PlanRow[];
  /** Good practice of cases whose conclusion was delivered since the start of the year. */
  practices: readonly PracticeRow[];
  /** The rows behind the year's figures; read for the paper only. */
  annex?: Annex;
};
/** `earlier`: inspections of the same term a year before. `evidence`: reports issued before it was told have none. */
export type Annex = {
  inspections: InspectionRow[];
  earlier: InspectionRow[];
  findings: FindingRow[];
  evidence?: EvidenceRow[];
};

export type ReportInput = ReportFacts & {
  unit: Unit;
  cluster?: ReportedCluster;
  term: Term;
  period: Period;
  before: Period;
  /** The day whose evening is described, and its end as a moment. */
  asOf: Day;
  evening: Date;
  provisional: boolean;
  /** Every version of the catalogue of signs. */
  editions: readonly Edition[];
  /** By which of them the signs are counted. */
  signsBy: SignBasis;
  /** The sections of every version of the checklist, the newest first. */
  sections: readonly Section[];
  days: CountDays;
  unconfirmed: UnconfirmedYears;
  template: Template;
};

/** Units that a report is about as about one. */
export type ReportedCluster = Pick<Cluster, 'code' | 'name' | 'units'>;

export type CompiledReport = {
  /** Who makes the report and, where it is about no cluster, whom it is about. */
  unit: Unit;
  cluster?: ReportedCluster;
  term: Term;
  period: Period;
  asOf: Day;
  /** The term has not ended: the figures will still change. */
  provisional: boolean;
  /** The scopes that this report shows, in order. */
  scopes: readonly Scope[];
  inspections: InspectionFigures;
  /** The same term a year before; reports that were issued before this was told have none. */
  before?: { period: Period; inspections: InspectionFigures };
  /** Undefined in reports that were issued before plans were told. */
  plan?: PlanLineFigure[];
  /** Undefined in reports that were issued before good practice was counted. */
  practices?: PracticeFigures;
  coverage: Coverage[];
  findings: FindingFigures;
  /** By which version of the catalogue the signs are counted; undefined in reports that were issued before one could choose. */
  signsBy?: SignBasis;
  remediation: Record<Scope, RemediationFigures>;
  /** Years by whose calendars working days late were counted though nobody has confirmed them. */
  unconfirmedYears?: number[];
  rulings: RulingLine[];
  handlings: HandlingLine[];
  lists: RemediationLists &
    Pick<ReportFacts, 'units' | 'visited' | 'rulings' | 'handlings'> & {
      plan?: readonly PlanRow[];
      practices?: readonly PracticeRow[];
    };
  annex?: Annex;
  /** The last thirteen months; read where the rows are, and kept with a report that is issued. */
  trend?: readonly TrendPoint[];
  days: CountDays;
  /** What it says, in which order: kept with an issued report. */
  template: Template;
};

function assertSame(what: string, left: number, right: number): void {
  if (left !== right) throw new Unbalanced(`${what}: ${left} is not ${right}`);
}

/** Every figure that is counted twice, in two readings of the store, must come out the same. */
function assertAddsUp(report: CompiledReport): void {
  const { inspections, findings, remediation, annex } = report;
  for (const scope of report.scopes) {
    const { fresh } = remediation[scope];
    assertSame(`${scope}: new findings of the month`, findings.total[scope].month, fresh);
    if (annex === undefined) continue;
    const rows = (list: { scopes: Scope[] }[]) => list.filter((row) => row.scopes.includes(scope)).length;
    assertSame(`${scope}: inspections of the year`, rows(annex.inspections), inspections.total[scope].year);
    assertSame(`${scope}: findings of the year`, rows(annex.findings), findings.total[scope].year);
  }
}

/** What there is anything of: of the year so far, or still open from before. */
const presentIn =
  ({ inspections, findings }: ReportFacts, opening: readonly FindingRow[]) =>
  (scope: Scope): boolean =>
    [...inspections, ...findings, ...opening].some((one) => one.scopes.includes(scope));

/** Makes the report of a unit and a term. Pure. Throws `Unbalanced` when the facts contradict each other. */
export function compileReport(input: ReportInput): CompiledReport {
  const { unit, cluster, term, period, asOf, provisional, evening, days } = input;
  const measures = { period, asOf, evening, days };
  const sorted = sortOut(input.remediation, measures);
  const kinds = (cluster?.units ?? [unit]).map(({ kind }) => kind);
  const shown = scopesShown(kinds, term.by, presentIn(input, sorted.opening));
  const facts = onlyShown<ReportFacts>(input, shown);
  const { units, visited, rulings, handlings, plan, practices, annex } = facts;
  const lists = listsOf(sorted, toldBy(shown));
  const report: CompiledReport = {
    unit,
    ...(cluster === undefined
      ? {}
      : { cluster: { code: cluster.code, name: cluster.name, units: cluster.units } }),
    term,
    period,
    asOf,
    provisional,
    scopes: shown,
    inspections: inspectionFigures(facts.inspections),
    before: { period: input.before, inspections: inspectionFigures(facts.earlier) },
    plan: planFigures(plan, term, asOf),
    practices: practiceFigures(practices, period, input.sections),
    coverage: coverageOf(units, visited, period),
    findings: findingFigures(facts.findings, { editions: input.editions, by: input.signsBy }, input.sections),
    signsBy: input.signsBy,
    remediation: remediationFigures(lists, measures),
    unconfirmedYears: unconfirmedIn(lists, asOf, input.unconfirmed),
    rulings: rulingFigures(rulings, period),
    handlings: handlingFigures(handlings, period),
    lists: { ...lists, units, visited, rulings, handlings, plan, practices },
    ...(annex === undefined ? {} : { annex }),
    days,
    template: input.template,
  };
  assertAddsUp(report);
  return report;
}

/** How many units were covered by inspections of a kind, of how many: 14 of 14. */
export function coveredBy(report: CompiledReport, group: Coverage['group'], kind: Kind, scope: Scope) {
  const line = report.coverage.find((entry) => entry.group === group);
  const counts = line?.byKind.find((entry) => entry.kind === kind)?.counts;
  return { units: counts?.[scope].year ?? 0, of: line?.units.year ?? 0 };
}
