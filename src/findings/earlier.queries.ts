import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { FindingModel } from './finding.model.js';
import type { Earlier } from './repetition.js';

const FIELDS = {
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  sign: 1,
  severity: 1,
  seen: 1,
  state: 1,
  foundOn: 1,
} as const;

/** What was found before this is not asked of more: a unit with so many has other worries. */
const MOST_COMPARED = 200;

/** The latest findings, up to a day, of a unit and of those that it came from, but for one inspection's, which the actor may see. */
export async function earlierFindings(
  actor: Actor,
  line: readonly string[],
  exceptInspectionId: string,
  on: Day,
): Promise<Earlier[]> {
  const query: Record<string, unknown> = {
    'unit.id': { $in: [...line] },
    readers: { $in: keysOf(actor) },
    state: { $ne: 'withdrawn' },
    inspectionId: { $ne: exceptInspectionId },
    foundOn: { $lte: on },
  };
  const found = await FindingModel.find(query, FIELDS)
    .sort({ foundOn: -1, _id: -1 })
    .limit(MOST_COMPARED)
    .lean();
  return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }) as unknown as Earlier);
}
