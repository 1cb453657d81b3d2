import { driverOf } from '../database/driver.js';
import { toAcknowledge } from '../documents/to-acknowledge.queries.js';
import { FindingModel } from '../findings/finding.model.js';
import { unitsTurnBefore } from '../findings/at-once.js';
import type { Finding, Severity } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
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
  closedOn: 1,
  remediedOn: 1,
  remediations: 1,
  actions: 1,
  draft: 1,
  evidence: 1,
  teamIds: 1,
  failures: 1,
} as const;
export type WorkRow = Pick<Finding, keyof typeof ROW | 'id'>;
type Sort = Record<string, 1 | -1>;

async function rows(query: Record<string, unknown>, sort: Sort, limit: number): Promise<WorkRow[]> {
  const found = await driverOf(FindingModel).find(query, { projection: ROW, sort, limit }).toArray();
  return found.map(({ _id, ...row }: Record<string, unknown>) => ({ id: _id, ...row }) as unknown as WorkRow);
}

/** Whose work: what one's own teams have to verify, or all within one's reach. */
export type WorkOf = 'team' | 'reach';

const scopeOf = (actor: Actor, of: WorkOf): Record<string, unknown> =>
  of === 'team'
    ? { readers: `person:${actor.personId}`, teamIds: actor.personId }
    : { readers: reachOf(actor) };

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

/** Units with findings that are late, those with most of them first. */
export async function lateUnits(actor: Actor, of: WorkOf, today: Day, limit: number): Promise<LateUnit[]> {
  const late = { ...scopeOf(actor, of), ...unitsTurnBefore(today) };
  return FindingModel.aggregate<LateUnit>([
    { $match: late },
    { $sort: { dueOn: 1, _id: 1 } },
    {
      $group: {
        _id: '$unit.id',
        unit: { $first: '$unit' },
        late: { $sum: 1 },
        serious: { $sum: { $cond: [{ $eq: ['$severity', 'serious'] }, 1, 0] } },
        first: { $first: '$_id' },
        dueOn: { $first: '$dueOn' },
        severity: { $first: '$severity' },
      },
    },
    { $sort: { late: -1, dueOn: 1 } },
    { $limit: limit },
    {
      $project: {
        _id: 0,
        unit: 1,
        late: 1,
        serious: 1,
        oldest: { id: '$first', dueOn: '$dueOn', severity: '$severity' },
      },
    },
  ]);
}

/** The sheet of a unit: everything that it must put right, what waits for the team, what was accepted since a day. */
export async function unitSheet(actor: Actor, since: Day, limit: number) {
  const unit = { readers: reachOf(actor) };
  const byDue: Sort = { dueOn: 1, _id: 1 };
  const [toFix, waiting, accepted, papers] = await Promise.all([
    rows({ ...unit, ...unitsTurnBefore() }, byDue, limit),
    rows({ ...unit, state: 'reported' }, byDue, limit),
    rows({ ...unit, state: 'closed', closedOn: { $gte: since } }, { closedOn: -1 }, limit),
    toAcknowledge(actor),
  ]);
  return { toFix, waiting, accepted, papers };
}
export type UnitSheet = Awaited<ReturnType<typeof unitSheet>>;
