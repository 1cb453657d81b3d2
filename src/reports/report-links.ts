import type { Severity } from '../findings/finding.js';
import type { Standing } from '../findings/finding-filter.js';
import type { RulingKind } from '../findings/ruling.js';
import type { HandlingFilter } from '../handling/handling-filter.js';
import type { Kind, Mode } from '../inspections/inspection.js';
import type { PartyFilter } from '../inspections/party-filter.js';
import { addDays, type Day } from '../shared/dates.js';
import type { CoverageOf } from './coverage.js';
import type { Period } from './period.js';
import type { ReportFormat } from './report-formats.js';
import type { Scope } from './scope.js';
import type { Variant } from './variants.js';
import { codeOf, type Term } from './term.js';

/** A list of inspections, as its address narrows it; `from` and `to` are days of opening. */
export type InspectionListQuery = PartyFilter & {
  mode?: Mode;
  kind?: Kind;
  /** The Vietnamese topic, in full. */
  topic?: string;
  from?: Day;
  to?: Day;
};

/**
 * A list of findings, as its address narrows it. Every one of these counts only findings whose inspection was concluded.
 * `standing` is judged on the evening of `on`: open · awaiting (reported, not yet verified) · unremedied (open and not
 * awaiting) · within_term and overdue (unremedied, due from that day on, or before it).
 */
export type FindingListQuery = PartyFilter & {
  /** Signs of the catalogue: see findings/sign-choice.ts. */
  sign?: string;
  severity?: Severity;
  /** The section of the checklist, or `none` for what was found beside it. */
  section?: string;
  /** The post that is to put it right, as it was written. */
  post?: string;
  /** Only findings that repeat an earlier one. */
  repeat?: 'yes';
  concludedFrom?: Day;
  concludedTo?: Day;
  reopenedFrom?: Day;
  reopenedTo?: Day;
  closedFrom?: Day;
  closedTo?: Day;
  dueFrom?: Day;
  dueTo?: Day;
  /** By the day on which the unit reported what was then accepted. */
  remedied?: 'on_time' | 'late';
  standing?: Standing;
  /** What a supervisor has ruled about a due date, and from when to when. */
  ruling?: RulingKind;
  ruledFrom?: Day;
  ruledTo?: Day;
  on?: Day;
};

/** A report narrows its lists by exactly one of the parties. */
export const partyQuery = (scope: Scope, unitId: string): PartyFilter =>
  ({
    own: { authority: unitId },
    below: { below: unitId },
    received: { unit: unitId },
    within: { within: unitId },
  })[scope];

export type Span = 'month' | 'year';
const daysOf = (span: Span, { from, to, since }: Period) => ({ from: span === 'month' ? from : since, to });

/** The query behind a figure of inspections. */
export const inspectionsBehind = (
  scope: Scope,
  span: Span,
  unitId: string,
  period: Period,
  narrow: Pick<InspectionListQuery, 'mode' | 'kind' | 'topic'> = {},
): InspectionListQuery => ({ ...partyQuery(scope, unitId), ...narrow, ...daysOf(span, period) });

/** The query behind a figure of findings by sign or severity. */
export function findingsBehind(
  scope: Scope,
  span: Span,
  unitId: string,
  period: Period,
  narrow: Pick<FindingListQuery, 'sign' | 'severity' | 'repeat' | 'section' | 'post'> = {},
): FindingListQuery {
  const { from, to } = daysOf(span, period);
  return { ...partyQuery(scope, unitId), ...narrow, concludedFrom: from, concludedTo: to };
}

export const remediationFigureNames = [
  'opening',
  'fresh',
  'reopened',
  'closed',
  'onTime',
  'late',
  'closing',
  'withinTerm',
  'awaiting',
  'overdue',
  'due',
  'dueOnTime',
  'dueLate',
  'dueAwaiting',
  'dueOutstanding',
] as const;
export type RemediationFigureName = (typeof remediationFigureNames)[number];

/** The query behind a figure of rulings on due dates. */
export function rulingsBehind(
  scope: Scope,
  span: Span,
  unitId: string,
  period: Period,
  ruling: RulingKind,
): FindingListQuery {
  const { from, to } = daysOf(span, period);
  return { ...partyQuery(scope, unitId), ruling, ruledFrom: from, ruledTo: to };
}

/** The query behind a figure of handlings: decisions in force. */
export function handlingsBehind(
  scope: Scope,
  span: Span,
  unitId: string,
  period: Period,
  narrow: Pick<HandlingFilter, 'party' | 'measure'>,
): Omit<HandlingFilter, 'view'> {
  return { ...partyQuery(scope, unitId), ...narrow, ...daysOf(span, period) };
}

/** The queries behind the figures of remediation. `asOf` is the day whose evening the report describes. */
export function remediationBehind(
  scope: Scope,
  unitId: string,
  { from, to }: Period,
  asOf: Day,
): Record<RemediationFigureName, FindingListQuery> {
  const party = partyQuery(scope, unitId);
  const closed = { ...party, closedFrom: from, closedTo: to };
  const due = { ...party, dueFrom: from, dueTo: to, concludedTo: to };
  return {
    opening: { ...party, standing: 'open', on: addDays(from, -1) },
    fresh: { ...party, concludedFrom: from, concludedTo: to },
    reopened: { ...party, reopenedFrom: from, reopenedTo: to },
    closed,
    onTime: { ...closed, remedied: 'on_time' },
    late: { ...closed, remedied: 'late' },
    closing: { ...party, standing: 'open', on: asOf },
    withinTerm: { ...party, standing: 'within_term', on: asOf },
    awaiting: { ...party, standing: 'awaiting', on: asOf },
    overdue: { ...party, standing: 'overdue', on: asOf },
    due,
    dueOnTime: { ...due, closedTo: to, remedied: 'on_time' },
    dueLate: { ...due, closedTo: to, remedied: 'late' },
    dueAwaiting: { ...due, standing: 'awaiting', on: asOf },
    dueOutstanding: { ...due, standing: 'unremedied', on: asOf },
  };
}

const address = (path: string, query: object): string => {
  const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return `${path}?${new URLSearchParams(pairs).toString()}`;
};

export const inspectionsHref = (query: InspectionListQuery): string => address('/inspections', query);
export const handlingHref = (query: Omit<HandlingFilter, 'view'>): string => address('/handling', query);
/** Findings of every state: without `view=all` the list shows the open ones only. */
export const findingsHref = (query: FindingListQuery): string =>
  address('/findings', { view: 'all', ...query });

export const reportHref = (code: string, term: Term): string =>
  `/reports/${encodeURIComponent(code)}/${codeOf(term)}`;
export const fileHref = (unitCode: string, term: Term, format: ReportFormat): string =>
  `${reportHref(unitCode, term)}/report.${format}`;
export const paperHref = (code: string, term: Term, language: string, variant: Variant = 'full'): string =>
  `${reportHref(code, term)}/report.pdf?language=${language}${variant === 'full' ? '' : `&variant=${variant}`}`;

/** The lines of plans behind a figure. */
export const planHref = (
  code: string,
  term: Term,
  query: { standing: string; scope: Scope; span: Span },
): string => address(`${reportHref(code, term)}/plan`, query);

/** The items of checklists behind a figure of good practice. */
export const practicesHref = (
  code: string,
  term: Term,
  query: { section?: string; scope: Scope; span: Span },
): string => address(`${reportHref(code, term)}/practices`, query);

/** The units of a group, inspected or not: the list behind a figure of coverage. */
export const coverageHref = (code: string, term: Term, query: CoverageOf): string =>
  address(`${reportHref(code, term)}/units`, query);
