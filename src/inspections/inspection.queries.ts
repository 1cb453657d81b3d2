import { driverOf } from '../database/driver.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { addDays, type Day } from '../shared/dates.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { InspectionFilter } from './inspection-filter.js';
import type { Inspection } from './inspection.js';
import { InspectionModel } from './inspection.model.js';
import { partyMatch } from './party-filter.js';

/** What a row of the list prints, and nothing more. */
export type InspectionRow = Pick<
  Inspection,
  | 'id'
  | 'number'
  | 'authority'
  | 'unit'
  | 'heirs'
  | 'mode'
  | 'kind'
  | 'topic'
  | 'state'
  | 'openedOn'
  | 'plannedFrom'
  | 'sortDay'
  | 'findings'
>;

// Whole fields only: a database cuts them out of a document without looking into its history.
const ROW = {
  number: 1,
  authority: 1,
  unit: 1,
  heirs: 1,
  mode: 1,
  kind: 1,
  topic: 1,
  state: 1,
  openedOn: 1,
  plannedFrom: 1,
  sortDay: 1,
  findings: 1,
} as const;

/** What a line of the list as a file holds. */
export type InspectionFileRow = InspectionRow &
  Pick<Inspection, 'decision' | 'plannedTo' | 'team' | 'concludedOn' | 'closedOn'>;

const FILE_ROW = { ...ROW, decision: 1, plannedTo: 1, team: 1, concludedOn: 1, closedOn: 1 } as const;

/** How long a visit may last and still be found by the days that it takes; indexes know only the day it begins. */
const LONGEST_VISIT = 62;

/** Visits that take place within these days: from the day they were opened, else planned, to their last planned day. */
export const duringMatch = (from: Day | undefined, to: Day | undefined): Record<string, unknown> => ({
  state: { $ne: 'cancelled' },
  sortDay: {
    ...(from === undefined ? {} : { $gte: addDays(from, -LONGEST_VISIT) }),
    ...(to === undefined ? {} : { $lte: to }),
  },
  ...(from === undefined ? {} : { $or: [{ sortDay: { $gte: from } }, { plannedTo: { $gte: from } }] }),
});

/** The database's words for a filter, within the actor's reach. Equality fields only, plus one range on the sort day. */
export function inspectionQuery(actor: Actor, filter: InspectionFilter): Record<string, unknown> {
  const query: Record<string, unknown> = {
    readers: filter.view === 'all' ? reachOf(actor) : `person:${actor.personId}`,
  };
  if (filter.view === 'sealed') Object.assign(query, { mode: 'surprise', openedOn: { $exists: false } });
  for (const name of ['state', 'mode', 'kind'] as const) {
    if (filter[name] !== undefined) query[name] = filter[name];
  }
  if (filter.q !== undefined) query['number'] = { $gte: filter.q, $lt: `${filter.q}\uffff` };
  if (filter.topic !== undefined) query['topic.vi'] = filter.topic;
  Object.assign(query, partyMatch(filter));
  if (filter.from !== undefined || filter.to !== undefined) {
    query['openedOn'] = {
      ...(filter.from === undefined ? {} : { $gte: filter.from }),
      ...(filter.to === undefined ? {} : { $lte: filter.to }),
    };
  }
  if (filter.visitFrom !== undefined || filter.visitTo !== undefined) {
    query['$and'] = [duringMatch(filter.visitFrom, filter.visitTo)];
  }
  return query;
}

/** One page, newest visit first. */
export async function listInspections(
  actor: Actor,
  filter: InspectionFilter,
  key: Key | undefined,
): Promise<Page<InspectionRow>> {
  const { filter: beyond, sort, limit } = keyQuery('sortDay', -1, key);
  const query = { $and: [inspectionQuery(actor, filter), beyond] };
  const found = await driverOf(InspectionModel).find(query, { projection: ROW, sort, limit }).toArray();
  const rows = found.map(({ _id, ...row }) => ({ id: _id, ...row }) as unknown as InspectionRow);
  return pageOf(rows, key, (row) => ({ value: row.sortDay, id: row.id }));
}

/** All of the list, in its order, read as fast as they are taken. */
export async function* everyInspection(
  actor: Actor,
  filter: InspectionFilter,
): AsyncGenerator<InspectionFileRow> {
  const query = InspectionModel.find(inspectionQuery(actor, filter), FILE_ROW).sort({ sortDay: -1, _id: -1 });
  for await (const { _id, ...row } of query.lean().cursor({ batchSize: 500 })) {
    yield { id: _id, ...row } as unknown as InspectionFileRow;
  }
}

/** The ids of so many concluded cases of the list, newest first: those whose findings are being remedied. */
export async function idsOfConcluded(
  actor: Actor,
  filter: InspectionFilter,
  most: number,
): Promise<string[]> {
  const query = { $and: [inspectionQuery(actor, filter), { state: 'concluded' }] };
  const found = await InspectionModel.find(query, { _id: 1 })
    .sort({ sortDay: -1, _id: -1 })
    .limit(most)
    .lean();
  return found.map(({ _id }) => _id);
}

export const countInspections = (actor: Actor, filter: InspectionFilter): Promise<number> =>
  InspectionModel.countDocuments(inspectionQuery(actor, filter));

/** The inspections of a unit, taken over or its own, that the actor may see; newest first: for the unit's page. */
export async function inspectionsOfUnit(actor: Actor, unitId: string, limit = 25): Promise<InspectionRow[]> {
  const here = [{ 'unit.id': unitId }, { 'heirs.unit.id': unitId }];
  const found = await InspectionModel.find({ $or: here, readers: reachOf(actor) }, ROW)
    .sort({ sortDay: -1, _id: -1 })
    .limit(limit)
    .lean();
  return found.map(({ _id, ...row }) => ({ id: _id, ...row }) as unknown as InspectionRow);
}
