import { findingQuery } from '../findings/finding.queries.js';
import { severities, type Finding } from '../findings/finding.js';
import { FindingModel } from '../findings/finding.model.js';
import { inspectionQuery } from '../inspections/inspection.queries.js';
import type { Inspection } from '../inspections/inspection.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import type { Period } from './period.js';
import type { View } from './schedule-filter.js';

/** Something on the schedule before more is read of it: which, and on which days. */
export type Slot = { id: string; from: Day; to: Day };
export type VisitEntry = Pick<
  Inspection,
  'id' | 'number' | 'unit' | 'mode' | 'state' | 'openedOn' | 'plannedFrom' | 'plannedTo' | 'sortDay'
>;
export type DueEntry = Pick<
  Finding,
  | 'id'
  | 'ordinal'
  | 'inspectionNumber'
  | 'unit'
  | 'severity'
  | 'state'
  | 'dueOn'
  | 'remediedOn'
  | 'remediations'
>;

// Whole fields only: a database cuts them out of a document without looking into its history.
const VISIT = {
  number: 1,
  unit: 1,
  mode: 1,
  state: 1,
  openedOn: 1,
  plannedFrom: 1,
  plannedTo: 1,
  sortDay: 1,
} as const;
const DUE = {
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  state: 1,
  dueOn: 1,
  remediedOn: 1,
  remediations: 1,
} as const;

type Between = Pick<Period, 'first' | 'last'>;

/** The last day of a visit: the last planned one, unless it was opened later. */
export const endOf = ({ sortDay, plannedTo }: Pick<Inspection, 'sortDay' | 'plannedTo'>): Day =>
  plannedTo > sortDay ? plannedTo : sortDay;

/** The query of the list of inspections that the counts of visits lead to. */
export const visitFilter = (view: View, { first, last }: Between) => ({
  view,
  visitFrom: first,
  visitTo: last,
});

/** The query of the list of findings that the counts of due dates lead to: those that are open today. */
export const dueFilter = (view: View, { first, last }: Between, today: Day) => ({
  view: 'all' as const,
  standing: 'open' as const,
  on: today,
  dueFrom: first,
  dueTo: last,
  ...(view === 'mine' ? { mine: 'named' as const } : {}),
});

/** Every visit of the period within the reader's reach, the latest to begin first: on its first day it is in sight. */
export async function visitSlots(actor: Actor, view: View, period: Between): Promise<Slot[]> {
  const found = await InspectionModel.find(inspectionQuery(actor, visitFilter(view, period)), {
    sortDay: 1,
    plannedTo: 1,
  })
    .sort({ sortDay: -1, _id: -1 })
    .lean();
  return found.map((row) => ({ id: row._id, from: row.sortDay, to: endOf(row) }));
}

/** Every due date of the period within the reader's reach, the serious ones first. */
export async function dueSlots(actor: Actor, view: View, period: Between, today: Day): Promise<Slot[]> {
  const query = findingQuery(actor, dueFilter(view, period, today), today);
  const found = await FindingModel.find(query, { dueOn: 1, severity: 1 }).lean();
  const rank = (severity: string) => -(severities as readonly string[]).indexOf(severity);
  found.sort((a, b) => rank(a.severity) - rank(b.severity) || (a._id < b._id ? -1 : 1));
  return found.map(({ _id, dueOn }) => ({ id: _id, from: dueOn, to: dueOn }));
}

const byId = <T>(rows: Record<string, unknown>[]): Map<string, T> =>
  new Map(rows.map(({ _id, ...row }) => [_id as string, { id: _id, ...row } as T]));

// Asked by their ids alone, which are few; the reach is asked again, for they were chosen a moment ago.
const keyOf = (actor: Actor, view: View): string =>
  view === 'mine' ? `person:${actor.personId}` : reachOf(actor);

/** What is printed of these visits, by their ids. */
export async function visitEntries(
  actor: Actor,
  view: View,
  ids: string[],
): Promise<Map<string, VisitEntry>> {
  if (ids.length === 0) return new Map();
  const query = { _id: { $in: ids }, readers: keyOf(actor, view) };
  return byId<VisitEntry>(await InspectionModel.find(query, VISIT).hint({ _id: 1 }).lean());
}

/** What is printed of these findings, by their ids. */
export async function dueEntries(actor: Actor, view: View, ids: string[]): Promise<Map<string, DueEntry>> {
  if (ids.length === 0) return new Map();
  const query = { _id: { $in: ids }, readers: keyOf(actor, view) };
  return byId<DueEntry>(await FindingModel.find(query, DUE).hint({ _id: 1 }).lean());
}
