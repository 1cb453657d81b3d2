import { driverOf } from '../database/driver.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { addDays, momentAt, type Day } from '../shared/dates.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { partyMatch } from '../inspections/party-filter.js';
import { findingMatch, placeMatch, repeatMatch } from '../reports/report-filters.js';
import { turnsBefore, unitsTurnBefore } from './at-once.js';
import { signMatch } from './sign-choice.js';
import { isReportFilter, type FindingFilter } from './finding-filter.js';
import { findingStates, openStates, waitingForUnit, type Finding } from './finding.js';
import { FindingModel } from './finding.model.js';

export type FindingRow = Pick<
  Finding,
  | 'id'
  | 'ordinal'
  | 'inspectionNumber'
  | 'unit'
  | 'severity'
  | 'seen'
  | 'mustDo'
  | 'state'
  | 'dueOn'
  | 'remediedOn'
  | 'remediations'
  | 'repetition'
  | 'firstDueOn'
  | 'extension'
  | 'verifier'
>;

// Whole fields only: a database cuts them out of a document without looking into its history.
const ROW = {
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  seen: 1,
  mustDo: 1,
  state: 1,
  dueOn: 1,
  remediedOn: 1,
  remediations: 1,
  repetition: 1,
  firstDueOn: 1,
  extension: 1,
  verifier: 1,
} as const;

/** What a line of the list as a file holds. */
export type FindingFileRow = FindingRow &
  Pick<Finding, 'authority' | 'sign' | 'legalBasis' | 'responsiblePost' | 'foundOn' | 'closedOn'>;

const FILE_ROW = {
  ...ROW,
  authority: 1,
  sign: 1,
  legalBasis: 1,
  responsiblePost: 1,
  foundOn: 1,
  closedOn: 1,
} as const;

// Named one by one, so that an index answers how many there are.
const standing = findingStates.filter((state) => state !== 'withdrawn');

const viewed = (view: FindingFilter['view'], today: Day): Record<string, unknown> =>
  ({
    open: { state: { $in: openStates } },
    to_verify: { state: 'reported' },
    overdue: unitsTurnBefore(today),
    all: { state: { $in: standing } },
  })[view];

/** What no report counts: rows that were marked, and days on which a remediation was returned. */
function besides({ only, returnedFrom, returnedTo }: FindingFilter): Record<string, unknown> {
  const at = {
    ...(returnedFrom === undefined ? {} : { $gte: momentAt(returnedFrom, '00:00') }),
    ...(returnedTo === undefined ? {} : { $lt: momentAt(addDays(returnedTo, 1), '00:00') }),
  };
  const returned = { 'verification.outcome': 'returned', 'verification.at': at };
  return {
    ...(only === undefined ? {} : { _id: { $in: only.split(',') } }),
    ...(Object.keys(at).length === 0 ? {} : { remediations: { $elemMatch: returned } }),
  };
}

/** Whose remedy the actor is to judge: those given to him, and those of his teams that were given to nobody. */
export const verifiedBy = ({ personId }: Actor): Record<string, unknown> => ({
  readers: `person:${personId}`,
  $or: [{ 'verifier.personId': personId }, { teamIds: personId, verifier: { $exists: false } }],
});

/** What the list of one's own findings holds, in each sense of that. */
const ownMatch = (actor: Actor, mine: NonNullable<FindingFilter['mine']>): Record<string, unknown> =>
  ({
    named: { readers: `person:${actor.personId}` },
    team: { readers: `person:${actor.personId}`, teamIds: actor.personId },
    verify: verifiedBy(actor),
  })[mine];

/** The database's words for a filter, within the actor's reach. */
export function findingQuery(actor: Actor, filter: FindingFilter, today: Day): Record<string, unknown> {
  const reach = {
    ...(filter.mine === undefined ? { readers: reachOf(actor) } : ownMatch(actor, filter.mine)),
    ...(filter.verifier === undefined ? {} : { verifier: { $exists: false } }),
    ...besides(filter),
  };
  if (isReportFilter(filter)) return { ...reach, ...findingMatch(filter) };
  const { state, severity, sign, repeat } = filter;
  return {
    ...reach,
    ...(state === undefined ? viewed(filter.view, today) : { state }),
    ...(severity === undefined ? {} : { severity }),
    ...(repeat === undefined ? {} : repeatMatch),
    ...placeMatch(filter),
    ...partyMatch(filter),
    ...(sign === undefined ? {} : { $and: [signMatch(sign)] }),
  };
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
  const found = await driverOf(FindingModel).find(query, { projection: ROW, sort, limit }).toArray();
  return pageOf(found.map(rowOf), key, (row) => ({ value: row.dueOn, id: row.id }));
}

/** All of the list, in its order, read as fast as they are taken. */
export async function* everyFinding(
  actor: Actor,
  filter: FindingFilter,
  today: Day,
): AsyncGenerator<FindingFileRow> {
  const query = FindingModel.find(findingQuery(actor, filter, today), FILE_ROW).sort({ dueOn: 1, _id: 1 });
  for await (const document of query.lean().cursor({ batchSize: 500 })) {
    yield rowOf(document) as FindingFileRow;
  }
}

/** The ids of so many of the list, the most urgent first. */
export async function idsOfFindings(
  actor: Actor,
  filter: FindingFilter,
  today: Day,
  most: number,
): Promise<string[]> {
  const query = findingQuery(actor, filter, today);
  const found = await FindingModel.find(query, { _id: 1 }).sort({ dueOn: 1, _id: 1 }).limit(most).lean();
  return found.map(({ _id }) => _id);
}

/** The ids of so many findings of these cases that are on their way to be remedied, the most urgent first. */
export async function idsToRemedyOf(actor: Actor, cases: readonly string[], most: number): Promise<string[]> {
  const query = {
    inspectionId: { $in: cases },
    readers: reachOf(actor),
    state: { $in: [...waitingForUnit, 'reported' as const] },
  };
  const found = await FindingModel.find(query, { _id: 1 }).sort({ dueOn: 1, _id: 1 }).limit(most).lean();
  return found.map(({ _id }) => _id);
}

/** How many findings of some scope are the unit's turn, with due dates before a day. */
export async function countTurns(scope: Record<string, unknown>, day?: Day): Promise<number> {
  const counts = turnsBefore(day).map((turn) => FindingModel.countDocuments({ $and: [scope, turn] }));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

export const countFindings = (actor: Actor, filter: FindingFilter, today: Day): Promise<number> =>
  filter.view === 'overdue' && filter.state === undefined && !isReportFilter(filter)
    ? countTurns(findingQuery(actor, { ...filter, view: 'all' }, today), today)
    : FindingModel.countDocuments(findingQuery(actor, filter, today));
