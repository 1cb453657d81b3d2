import { FindingModel } from '../findings/finding.model.js';
import { openStates, waitingForUnit } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Day } from '../shared/dates.js';

/** What a unit that ends leaves to its successor, as far as it is not sealed. */
export type Legacy = { cases: number; openCases: number; openFindings: number; nextDueOn?: Day };

/** What is still sealed has readers by person only: it is carried over, and counted nowhere. */
const TOLD = { readers: { $regex: '^area:' } };

/** Cases in which a unit answers: as the inspected one, or as the authority. */
const ofUnit = (id: string): Record<string, unknown> => ({
  $or: [{ 'unit.id': id }, { 'heirs.unit.id': id }, { 'authority.id': id }, { 'heirs.authority.id': id }],
});

/** How much a unit would hand over that others may know of, and the next due date in it. */
export async function legacyOf(unitId: string): Promise<Legacy> {
  const told: Record<string, unknown> = { $and: [ofUnit(unitId), TOLD] };
  const open: Record<string, unknown> = { ...told, state: { $nin: ['closed', 'cancelled'] } };
  const [cases, openCases, openFindings, next] = await Promise.all([
    InspectionModel.countDocuments(told),
    InspectionModel.countDocuments(open),
    FindingModel.countDocuments({ ...told, state: { $in: [...openStates] } }),
    FindingModel.find({ ...told, state: { $in: [...waitingForUnit] } }, { dueOn: 1 })
      .sort({ dueOn: 1 })
      .limit(1)
      .lean(),
  ]);
  const nextDueOn = next[0]?.dueOn;
  return { cases, openCases, openFindings, ...(nextDueOn === undefined ? {} : { nextDueOn }) };
}

/** The cases of a unit that its successor has not taken over yet, sealed ones too; so many at a time. */
export async function casesToCarry(fromId: string, toId: string, limit: number): Promise<string[]> {
  const left = (part: 'unit' | 'authority') => [
    { [`${part}.id`]: fromId, [`heirs.${part}.id`]: { $exists: false } },
    { [`heirs.${part}.id`]: fromId },
  ];
  const found = await InspectionModel.find({ $or: [...left('unit'), ...left('authority')] }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean();
  return toId === fromId ? [] : found.map(({ _id }) => _id);
}
