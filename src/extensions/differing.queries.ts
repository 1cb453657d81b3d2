import { FindingModel } from '../findings/finding.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { findingWorkflow } from '../policies/workflow.js';
import type { Running } from './differing.js';

const ROW = {
  ordinal: 1,
  inspectionId: 1,
  inspectionNumber: 1,
  unit: 1,
  authority: 1,
  mustDo: 1,
  severity: 1,
  state: 1,
  approverId: 1,
  dueOn: 1,
  deadline: 1,
  reopenedOn: 1,
  ledger: 1,
} as const;

/**
 * Findings whose running due date was counted with another version of a calendar than those in force, or with a year
 * that nobody had entered; the most urgent first.
 */
export async function countedOtherwise(actor: Actor, versions: readonly string[]): Promise<Running[]> {
  const found = await FindingModel.find(
    {
      readers: reachOf(actor),
      state: { $in: [...findingWorkflow.move_due.from] },
      $or: [
        { 'deadline.calendars': { $elemMatch: { $nin: [...versions] } } },
        { 'deadline.unconfirmedYears.0': { $exists: true } },
      ],
    },
    ROW,
  )
    .sort({ dueOn: 1, _id: 1 })
    .lean();
  return found.map(({ _id, ...row }) => ({ id: _id, ...row }) as unknown as Running);
}
