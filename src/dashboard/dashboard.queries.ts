import { extensionsMatch } from '../extensions/extension.queries.js';
import { unitsTurnBefore } from '../findings/at-once.js';
import { FindingModel } from '../findings/finding.model.js';
import { countTurns, verifiedBy } from '../findings/finding.queries.js';
import { openStates, type Finding } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { lateUnits } from '../remediation/work.queries.js';
import type { Day } from '../shared/dates.js';
import { withId } from '../database/with-id.js';

export type VisitRow = Pick<
  Inspection,
  | 'id'
  | 'number'
  | 'unit'
  | 'mode'
  | 'kind'
  | 'topic'
  | 'state'
  | 'plannedFrom'
  | 'approvedOn'
  | 'openedOn'
  | 'findings'
>;
export type WorkRow = Pick<
  Finding,
  | 'id'
  | 'inspectionId'
  | 'ordinal'
  | 'inspectionNumber'
  | 'unit'
  | 'severity'
  | 'mustDo'
  | 'seen'
  | 'state'
  | 'dueOn'
  | 'remediedOn'
  | 'closedOn'
  | 'remediations'
  | 'firstDueOn'
  | 'extension'
  | 'draft'
>;
export type DutyRow = VisitRow & Pick<Inspection, 'publication'>;

// Whole fields only: a database cuts them out of a document without looking into its history.
const VISIT = {
  number: 1,
  unit: 1,
  mode: 1,
  kind: 1,
  topic: 1,
  state: 1,
  plannedFrom: 1,
  approvedOn: 1,
  openedOn: 1,
  findings: 1,
} as const;
const WORK = {
  inspectionId: 1,
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  mustDo: 1,
  seen: 1,
  state: 1,
  dueOn: 1,
  remediedOn: 1,
  closedOn: 1,
  remediations: 1,
  firstDueOn: 1,
  extension: 1,
  draft: 1,
} as const;

async function visits(query: Record<string, unknown>, limit: number): Promise<VisitRow[]> {
  const found = await InspectionModel.find(query, VISIT).sort({ sortDay: 1, _id: 1 }).limit(limit).lean();
  return found.map((row) => withId<VisitRow>(row));
}

async function work(query: Record<string, unknown>, limit: number): Promise<WorkRow[]> {
  const found = await FindingModel.find(query, WORK).sort({ dueOn: 1, _id: 1 }).limit(limit).lean();
  return found.map((row) => withId<WorkRow>(row));
}

/** Answers of units that the actor may decide: of his authority, and not on visits that he was on. */
const TO_DECIDE = (actor: Actor): Record<string, unknown> => ({
  readers: reachOf(actor),
  state: 'answered',
  $or: [{ 'authority.id': actor.post.unitId }, { 'heirs.authority.id': actor.post.unitId }],
  teamIds: { $ne: actor.personId },
});

/** What an inspector or supervisor is named on: to approve, to visit, to verify, late. */
export async function namedWork(actor: Actor, today: Day, soon: Day) {
  const me = { readers: `person:${actor.personId}` };
  const [
    visiting,
    toApprove,
    drafts,
    toVerify,
    verifyCount,
    overdue,
    overdueCount,
    ending,
    decideCount,
    askedCount,
  ] = await Promise.all([
    visits({ ...me, state: { $in: ['approved', 'opened'] }, sortDay: { $lte: soon } }, 10),
    visits({ ...me, state: 'prepared', 'approver.personId': actor.personId }, 10),
    visits({ ...me, state: 'prepared', 'preparer.personId': actor.personId }, 10),
    work({ ...verifiedBy(actor), state: 'reported' }, 7),
    FindingModel.countDocuments({ ...verifiedBy(actor), state: 'reported' }),
    work({ ...me, ...unitsTurnBefore(today) }, 7),
    countTurns(me, today),
    visits({ ...me, state: { $in: ['minuted', 'answering'] } }, 10),
    FindingModel.countDocuments(TO_DECIDE(actor)),
    actor.post.role === 'supervisor' ? FindingModel.countDocuments(extensionsMatch(actor, 'asked')) : 0,
  ]);
  return {
    visiting,
    toApprove,
    drafts,
    toVerify,
    verifyCount,
    overdue,
    overdueCount,
    ending,
    decideCount,
    askedCount,
  };
}

/** Conclusions that the unit is still to make public, the most urgent first. */
async function duties(actor: Actor): Promise<DutyRow[]> {
  const query = {
    'publication.deadline.dueOn': { $gt: '' },
    'publication.done': { $exists: false },
    readers: reachOf(actor),
  };
  const found = await InspectionModel.find(query, { ...VISIT, publication: 1, reply: 1 })
    .sort({ 'publication.deadline.dueOn': 1 })
    .limit(25)
    .lean();
  return found.map((row) => withId<DutyRow>(row));
}

/** Until when the unit may answer each draft, by the ids of the inspections. */
async function answerDays(told: WorkRow[]): Promise<Map<string, Day>> {
  const ids = [...new Set(told.map(({ inspectionId }) => inspectionId))];
  const found = await InspectionModel.find({ _id: { $in: ids } }, { reply: 1 }).lean();
  return new Map(found.flatMap(({ _id, reply }) => (reply ? [[_id, reply.deadline.dueOn]] : [])));
}

/** What a unit must fix, what waits for the inspector, what was accepted since a day, and announced visits. */
export async function unitWork(actor: Actor, today: Day, since: Day) {
  const unit = { readers: reachOf(actor) };
  const [toFix, toFixCount, waiting, accepted, upcoming, toAnswer, toPublish] = await Promise.all([
    work({ ...unit, ...unitsTurnBefore() }, 25),
    countTurns(unit),
    work({ ...unit, state: 'reported' }, 25),
    work({ ...unit, state: 'closed', closedOn: { $gte: since } }, 25),
    visits({ ...unit, state: 'approved', plannedTo: { $gte: today } }, 5),
    work({ ...unit, state: 'told' }, 25),
    duties(actor),
  ]);
  const answerBy = await answerDays(toAnswer);
  return { toFix, toFixCount, waiting, accepted, upcoming, toAnswer, answerBy, toPublish };
}

/** As many units as a leader calls in a day. */
const CALLED = 5;

/** The open and overdue findings of an area now, and the units with most of the overdue. */
export async function areaWork(actor: Actor, today: Day) {
  const area = { readers: reachOf(actor) };
  const [open, overdue, late] = await Promise.all([
    FindingModel.countDocuments({ ...area, state: { $in: [...openStates] } }),
    countTurns(area, today),
    lateUnits(actor, 'reach', today, CALLED),
  ]);
  return { open, overdue, unitCount: late.count, units: late.units };
}

/** How many visits there were since a day, and to how many different units. */
export async function visitedSince(actor: Actor, since: Day): Promise<{ visits: number; units: number }> {
  const opened = { readers: reachOf(actor), openedOn: { $gte: since } };
  const [visitCount, ids] = await Promise.all([
    InspectionModel.countDocuments(opened),
    InspectionModel.distinct('unit.id', opened),
  ]);
  return { visits: visitCount, units: ids.length };
}
