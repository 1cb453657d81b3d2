import { driverOf } from '../database/driver.js';
import { DocumentModel } from '../documents/document.model.js';
import { kindRules, type CaseDocument } from '../documents/document.js';
import { FindingModel } from '../findings/finding.model.js';
import { waitingForUnit } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import { partyIds, partyMatch } from '../inspections/party-filter.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { Heirs, UnitSnapshot } from '../units/unit.js';
import type { LateCaseFilter } from './late-case-filter.js';

/** A case of which the unit has not remedied everything in time. */
export type LateCase = {
  id: string;
  number: string;
  /** Who answers for it now: the inspected unit, or its successor. */
  unit: UnitSnapshot;
  /** The earliest of the dates that have passed. */
  dueOn: Day;
};

/** A letter that urges, as the pages of late cases show it. */
export type UrgingLetter = Pick<CaseDocument, 'id' | 'version' | 'number' | 'datedOn' | 'inspectionId'>;

/** A late case with how many of its findings are late, and the latest letter that has urged it. */
export type LateCaseRow = LateCase & { findings: number; letter?: UrgingLetter };

const ROW = { number: 1, unit: 1, 'heirs.unit': 1, findings: 1 } as const;
const LETTER = { number: 1, datedOn: 1, version: 1, inspectionId: 1 } as const;

/** Letters that still count: one that was annulled has urged nobody. */
const lettersOf = (match: Record<string, unknown>): Record<string, unknown> => ({
  ...match,
  kind: 'urging',
  annulled: { $exists: false },
});

/** The actor's own authority; and those that it succeeds, where it took cases over. */
async function ofAuthority({ post: { unitId } }: Actor): Promise<Record<string, unknown>> {
  const former = await InspectionModel.distinct('authority.id', { 'heirs.authority.id': unitId });
  // One value lets the index sort; most authorities have succeeded nobody.
  return { 'authority.id': former.length === 0 ? unitId : { $in: [unitId, ...former] } };
}

/** The unit of the address is whoever is to be urged: the inspected one, or its successor. */
function urgedParty({ unit, ...others }: LateCaseFilter): Record<string, unknown> {
  const match = partyMatch(others);
  if (unit === undefined) return match;
  const ids = { $in: partyIds({ unit }).flatMap((one) => one.split(',')) };
  return { ...match, $or: [{ 'unit.id': ids }, { 'heirs.unit.id': ids }] };
}

/** A case is late by the earliest date that it keeps of its findings, so an index finds and sorts late cases. */
const lateMatch = async (actor: Actor, today: Day) => ({
  readers: reachOf(actor),
  ...(await ofAuthority(actor)),
  state: { $in: [...kindRules.urging.from] },
  'findings.nextDueOn': { $lt: today },
});

type Stored = Pick<LateCase, 'number' | 'unit'> & {
  _id: string;
  heirs?: Heirs;
  findings: { nextDueOn: Day };
};
const caseOf = ({ _id, number, unit, heirs, findings }: Stored): LateCase => ({
  id: _id,
  number,
  unit: heirs?.unit ?? unit,
  dueOn: findings.nextDueOn,
});

/** The cases of an authority that were ever urged, late or not. */
const urgedCases = async (actor: Actor): Promise<string[]> =>
  DocumentModel.distinct('inspectionId', lettersOf(await ofAuthority(actor)));

async function matchOf(actor: Actor, filter: LateCaseFilter, today: Day): Promise<Record<string, unknown>> {
  const match = { ...urgedParty(filter), ...(await lateMatch(actor, today)) };
  if (filter.view === 'all') return match;
  const urged = await urgedCases(actor);
  return { ...match, _id: filter.view === 'urged' ? { $in: urged } : { $nin: urged } };
}

async function withLetters(cases: readonly LateCase[], today: Day): Promise<LateCaseRow[]> {
  const inspectionId = { $in: cases.map(({ id }) => id) };
  const [findings, letters] = await Promise.all([
    // By their cases alone: an index of states and dates would lead through everything that is late.
    FindingModel.find({ inspectionId }, { inspectionId: 1, state: 1, dueOn: 1 }).lean(),
    DocumentModel.find(lettersOf({ inspectionId }), LETTER).sort({ drawnUpAt: 1 }).lean<StoredLetter[]>(),
  ]);
  const late = findings.filter(({ state, dueOn }) => waitingForUnit.includes(state) && dueOn < today);
  const ofCase = groupsOf(late, ({ inspectionId: id }) => id);
  const latest = new Map(letters.map((letter) => [letter.inspectionId, letterOf(letter)]));
  return cases.map((one) => {
    const letter = latest.get(one.id);
    return { ...one, findings: ofCase.get(one.id)?.length ?? 0, ...(letter && { letter }) };
  });
}

type StoredLetter = Omit<UrgingLetter, 'id'> & { _id: string };
const letterOf = ({ _id, ...rest }: StoredLetter): UrgingLetter => ({ id: _id, ...rest });

/** Reads late cases of the actor's own authority, the longest late first. */
export const lateCaseQueries = {
  async page(
    actor: Actor,
    filter: LateCaseFilter,
    today: Day,
    key: Key | undefined,
  ): Promise<Page<LateCaseRow>> {
    const { filter: beyond, sort, limit } = keyQuery('findings.nextDueOn', 1, key);
    const query = { $and: [await matchOf(actor, filter, today), beyond] };
    const found = await driverOf(InspectionModel).find(query, { projection: ROW, sort, limit }).toArray();
    const list = pageOf((found as unknown as Stored[]).map(caseOf), key, ({ id, dueOn }) => ({
      value: dueOn,
      id,
    }));
    return { ...list, rows: await withLetters(list.rows, today) };
  },

  count: async (actor: Actor, filter: LateCaseFilter, today: Day): Promise<number> =>
    InspectionModel.countDocuments(await matchOf(actor, filter, today)),

  /** So many of the list in its order; with `ids`, those of them that are late. */
  async some(
    actor: Actor,
    filter: LateCaseFilter,
    today: Day,
    { most, ids }: { most: number; ids?: readonly string[] },
  ): Promise<LateCase[]> {
    const among: Record<string, unknown> = ids === undefined ? {} : { _id: { $in: ids } };
    const query = { $and: [await matchOf(actor, filter, today), among] };
    const found = await driverOf(InspectionModel)
      .find(query, { projection: ROW, sort: { 'findings.nextDueOn': 1, _id: 1 }, limit: most })
      .toArray();
    return (found as unknown as Stored[]).map(caseOf);
  },

  /** Letters of the authority that wait for their numbers, the oldest first, whatever became of their cases. */
  async unnumbered(actor: Actor): Promise<UrgingLetter[]> {
    const waiting = { ...lettersOf(await ofAuthority(actor)), number: { $exists: false } };
    const found = await DocumentModel.find(waiting, LETTER)
      .sort({ drawnUpAt: 1, _id: 1 })
      .lean<StoredLetter[]>();
    return found.map(letterOf);
  },
};
export type LateCaseQueries = typeof lateCaseQueries;
