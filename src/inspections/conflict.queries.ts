import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import type { PastVisit } from './conflict.js';
import { InspectionModel } from './inspection.model.js';

type Stored = { _id: string; openedOn: Day; unit: { id: string }; team: { personId: string }[] };
const FIELDS = { openedOn: 1, 'unit.id': 1, 'team.personId': 1 };

/** Visits that the actor's post may read; one that is sealed is nobody's reason. */
const known = (actor: Actor, on: Day) => ({ readers: reachOf(actor), openedOn: { $gt: '', $lte: on } });

const pastVisit = ({ openedOn, team }: Stored): PastVisit => ({
  openedOn,
  teamIds: team.map(({ personId }) => personId),
});

/** The latest visits of a unit and its predecessors that were opened up to a day, the latest first. */
export async function pastVisits(
  actor: Actor,
  line: readonly string[],
  on: Day,
  most: number,
): Promise<PastVisit[]> {
  const query = { 'unit.id': { $in: [...line] }, ...known(actor, on) };
  const found = await InspectionModel.find(query, FIELDS)
    .sort({ sortDay: -1, _id: -1 })
    .limit(most)
    .lean<Stored[]>();
  return found.map(pastVisit);
}

/** The units that any of these people has visited. */
export const unitsVisitedBy = async (
  actor: Actor,
  personIds: readonly string[],
  on: Day,
): Promise<string[]> =>
  personIds.length === 0
    ? []
    : InspectionModel.distinct('unit.id', { ...known(actor, on), 'team.personId': { $in: [...personIds] } });

/** All visits of some units that were opened up to a day, by the unit that was visited. */
export async function visitsOfUnits(
  actor: Actor,
  unitIds: readonly string[],
  on: Day,
): Promise<Map<string, PastVisit[]>> {
  const query = { ...known(actor, on), 'unit.id': { $in: [...unitIds] } };
  const found = unitIds.length === 0 ? [] : await InspectionModel.find(query, FIELDS).lean<Stored[]>();
  const visits = new Map<string, PastVisit[]>();
  for (const visit of found)
    visits.set(visit.unit.id, [...(visits.get(visit.unit.id) ?? []), pastVisit(visit)]);
  return visits;
}
