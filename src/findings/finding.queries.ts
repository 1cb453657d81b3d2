import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { FindingFilter } from './finding-filter.js';
import { openStates, type Finding } from './finding.js';
import { FindingModel } from './finding.model.js';

export type FindingRow = Pick<
  Finding,
  | 'id'
  | 'ordinal'
  | 'inspectionId'
  | 'inspectionNumber'
  | 'unit'
  | 'sign'
  | 'severity'
  | 'seen'
  | 'mustDo'
  | 'state'
  | 'dueOn'
  | 'remediedOn'
  | 'remediations'
>;

const ROW = {
  ordinal: 1,
  inspectionId: 1,
  inspectionNumber: 1,
  'unit.name': 1,
  'sign.code': 1,
  severity: 1,
  seen: 1,
  mustDo: 1,
  state: 1,
  dueOn: 1,
  remediedOn: 1,
  'remediations.at': 1,
  'remediations.verification': 1,
} as const;

/** The database's words for a filter, within the actor's reach. */
export function findingQuery(actor: Actor, filter: FindingFilter, today: Day): Record<string, unknown> {
  const query: Record<string, unknown> = { readers: reachOf(actor) };
  if (filter.view === 'open') query['state'] = { $in: openStates };
  if (filter.view === 'to_verify') query['state'] = 'reported';
  if (filter.view === 'overdue') {
    Object.assign(query, { state: { $in: ['to_remedy', 'returned'] }, dueOn: { $lt: today } });
  }
  if (filter.state !== undefined) query['state'] = filter.state;
  if (filter.severity !== undefined) query['severity'] = filter.severity;
  if (filter.sign !== undefined) query['sign.code'] = filter.sign;
  if (filter.unit !== undefined) query['unit.id'] = filter.unit;
  if (filter.authority !== undefined) query['authority.id'] = filter.authority;
  if (filter.below !== undefined) query['authority.ancestorIds'] = filter.below;
  if (filter.from !== undefined || filter.to !== undefined) {
    query['foundOn'] = {
      ...(filter.from === undefined ? {} : { $gte: filter.from }),
      ...(filter.to === undefined ? {} : { $lte: filter.to }),
    };
  }
  return query;
}

const rowOf = ({ _id, ...row }: Record<string, unknown>): FindingRow =>
  ({ id: _id, ...row }) as unknown as FindingRow;

/** One page, the most urgent first. */
export async function listFindings(
  actor: Actor,
  filter: FindingFilter,
  today: Day,
  key: Key | undefined,
): Promise<Page<FindingRow>> {
  const { filter: beyond, sort, limit } = keyQuery('dueOn', 1, key);
  const query = { $and: [findingQuery(actor, filter, today), beyond] };
  const found = await FindingModel.find(query, ROW).sort(sort).limit(limit).lean();
  return pageOf(found.map(rowOf), key, (row) => ({ value: row.dueOn, id: row.id }));
}

export const countFindings = (actor: Actor, filter: FindingFilter, today: Day): Promise<number> =>
  FindingModel.countDocuments(findingQuery(actor, filter, today));
