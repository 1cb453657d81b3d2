import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { DocumentModel } from './document.model.js';
import type { CaseDocument } from './document.js';

/** A document that has reached the unit and whose receipt nobody has confirmed. */
export type Unacknowledged = Pick<CaseDocument, 'id' | 'kind' | 'number' | 'delivery' | 'inspectionId'> & {
  caseNumber: string;
};

const MOST = 25;
const FIELDS = { kind: 1, number: 1, delivery: 1, inspectionId: 1 } as const;

/** What the officers of a unit, or of one that took over from it, have still to acknowledge; the oldest first. */
export async function toAcknowledge(actor: Actor): Promise<Unacknowledged[]> {
  const reach = { readers: reachOf(actor) };
  const unitIds: string[] = await InspectionModel.distinct('unit.id', reach);
  const waiting: Record<string, unknown> = {
    'unit.id': { $in: unitIds },
    'delivery.on': { $gt: '' },
    receipt: { $exists: false },
    annulled: { $exists: false },
  };
  const found = await DocumentModel.find(waiting, FIELDS)
    .sort({ 'delivery.on': 1, _id: 1 })
    .limit(MOST)
    .lean();
  // A case may be known to fewer than its unit: only what the reader may open is told.
  const caseIds = found.map(({ inspectionId }) => inspectionId);
  const cases = await InspectionModel.find({ ...reach, _id: { $in: caseIds } }, { number: 1 }).lean();
  const numbers = new Map(cases.map(({ _id, number }) => [_id, number ?? '']));
  return found.flatMap(({ _id: id, ...row }) => {
    const caseNumber = numbers.get(row.inspectionId);
    return caseNumber === undefined ? [] : [{ ...(row as unknown as CaseDocument), id, caseNumber }];
  });
}
