import { driverOf } from '../database/driver.js';
import { toAcknowledge } from '../documents/to-acknowledge.queries.js';
import { FindingModel } from '../findings/finding.model.js';
import { verifiedBy } from '../findings/finding.queries.js';
import { turnsBefore, unitsTurnBefore } from '../findings/at-once.js';
import type { Finding, Severity } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import type { UnitSnapshot } from '../units/unit.js';

// Whole fields only: a database cuts them out of a document without looking into its history.
const ROW = {
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  mustDo: 1,
  seen: 1,
  repetition: 1,
  responsiblePost: 1,
  state: 1,
  dueOn: 1,
  firstDueOn: 1,
  extension: 1,
  closedOn: 1,
  remediedOn: 1,
  remediations: 1,
  actions: 1,
  draft: 1,
  evidence: 1,
  teamIds: 1,
  verifier: 1,
  failures: 1,
} as const;
export type WorkRow = Pick<Finding, keyof typeof ROW | 'id'>;
type Sort = Record<string, 1 | -1>;

async function rows(query: Record<string, unknown>, sort: Sort, limit: number): Promise<WorkRow[]> {
  const found = await driverOf(FindingModel).find(query, { projection: ROW, sort, limit }).toArray();
  return found.map(({ _id, ...row }: Record<string, unknown>) => ({ id: _id, ...row }) as unknown as WorkRow);
}

/** Whose work: what is one's own to verify, what one's teams have to, or all within one's reach. */
export const worksOf = ['mine', 'team', 'reach'] as const;
export type WorkOf = (typeof worksOf)[number];

const scopeOf = (actor: Actor, of: WorkOf): Record<string, unknown> =>
  ({
    mine: verifiedBy(actor),
    team: { readers: `person:${actor.personId}`, teamIds: actor.personId },
    reach: { readers: reachOf(actor) },
  })[of];

/** The findings of a unit that are late, counted, with the one that has waited longest. */
export type LateUnit = {
  unit: UnitSnapshot;
  late: number;
  serious: number;
  oldest: { id: string; dueOn: Day; severity: Severity };
};

/** Reports that wait for their verdict, the oldest first; one more than the limit tells that there are others. */
export const waitingReports = (actor: Actor, of: WorkOf, limit: number): Promise<WorkRow[]> =>
  rows({ ...scopeOf(actor, of), state: 'reported' }, { reportedAt: 1, _id: 1 }, limit);

/** Findings that are late or were returned, the oldest first: among them are those that were not remedied. */
export const unremedied = async (actor: Actor, of: WorkOf, today: Day, limit: number): Promise<WorkRow[]> => {
  const scope = scopeOf(actor, of);
  const undecided = { failures: { $exists: false } };
  const found = await Promise.all([
    rows({ ...scope, ...undecided, state: 'to_remedy', dueOn: { $lt: today } }, { dueOn: 1, _id: 1 }, limit),
    rows({ ...scope, state: 'returned' }, { dueOn: 1, _id: 1 }, limit),
  ]);
  return found.flat();
};

export const countWaiting = (actor: Actor, of: WorkOf): Promise<number> =>
  FindingModel.countDocuments({ ...scopeOf(actor, of), state: 'reported' });

type LateRow = Pick<Finding, 'dueOn' | 'severity'> & { _id: string; unit: { id: string } };
const LATE = { 'unit.id': 1, dueOn: 1, severity: 1 } as const;

const older = (one: LateRow, other: LateRow): LateRow =>
  `${other.dueOn} ${other._id}` < `${one.dueOn} ${one._id}` ? other : one;

/**
 * So many of the units with findings that are late, those with most of them first; and how many there are. Three fields of each are read and counted here,
 * which is less than half the work of a group in the database that carries whole units along.
 */
export async function lateUnits(
  actor: Actor,
  of: WorkOf,
  today: Day,
  limit: number,
): Promise<{ units: LateUnit[]; count: number }> {
  const scope = scopeOf(actor, of);
  const findings = driverOf<LateRow>(FindingModel);
  const found = await Promise.all(
    turnsBefore(today).map((turn) => findings.find({ $and: [scope, turn] }, { projection: LATE }).toArray()),
  );
  const ranked = [...groupsOf(found.flat(), ({ unit }) => unit.id).values()]
    .map((rows) => ({
      late: rows.length,
      serious: rows.filter(({ severity }) => severity === 'serious').length,
      oldest: rows.reduce(older),
    }))
    .sort((a, b) => b.late - a.late || a.oldest.dueOn.localeCompare(b.oldest.dueOn));
  const first = ranked.slice(0, limit);
  const ids = first.map(({ oldest }) => oldest._id);
  const named = await FindingModel.find({ _id: { $in: ids } }, { unit: 1 }).lean<Pick<Finding, 'unit'>[]>();
  const snapshots = new Map(named.map(({ unit }) => [unit.id, unit]));
  const units = first.flatMap(({ late, serious, oldest: { _id: id, dueOn, severity, unit } }) => {
    const snapshot = snapshots.get(unit.id);
    return snapshot === undefined ? [] : [{ unit: snapshot, late, serious, oldest: { id, dueOn, severity } }];
  });
  return { units, count: ranked.length };
}

/** How many rows of each kind a sheet shows. */
export type SheetSize = Record<'toFix' | 'waiting' | 'accepted', number>;

/** The sheet of a unit: everything that it must put right, what waits for the team, what was accepted since a day. */
export async function unitSheet(
  actor: Actor,
  since: Day,
  { toFix: open, waiting: reported, accepted: closed }: SheetSize,
) {
  const unit = { readers: reachOf(actor) };
  const byDue: Sort = { dueOn: 1, _id: 1 };
  const [toFix, waiting, accepted, papers] = await Promise.all([
    rows({ ...unit, ...unitsTurnBefore() }, byDue, open),
    rows({ ...unit, state: 'reported' }, byDue, reported),
    rows({ ...unit, state: 'closed', closedOn: { $gte: since } }, { closedOn: -1 }, closed),
    toAcknowledge(actor),
  ]);
  return { toFix, waiting, accepted, papers };
}
export type UnitSheet = Awaited<ReturnType<typeof unitSheet>>;
