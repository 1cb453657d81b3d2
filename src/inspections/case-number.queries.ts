import { FindingModel } from '../findings/finding.model.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Numbered } from './case-number.js';
import { InspectionModel } from './inspection.model.js';

/** The page of the case or finding with this number; undefined where the actor may see none. */
export async function pathOfNumber(actor: Actor, { number, ordinal }: Numbered): Promise<string | undefined> {
  const readers = { $in: keysOf(actor) };
  const found = await InspectionModel.findOne({ number, readers }, { _id: 1 }).lean();
  if (found === null) return undefined;
  if (ordinal === undefined) return `/inspections/${found._id}`;
  const finding = await FindingModel.findOne(
    { inspectionId: found._id, ordinal, readers },
    { _id: 1 },
  ).lean();
  return finding === null ? undefined : `/findings/${finding._id}`;
}
