import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { TermHolder } from './case-terms.js';

const ROW = { number: 1, unit: 1, state: 1, reply: 1, conclusionDue: 1, publication: 1 } as const;

/** Cases whose time to answer, to conclude or to make public goes on, within reach; the latest first. */
export async function runningTerms(actor: Actor): Promise<TermHolder[]> {
  const found = await InspectionModel.find(
    {
      readers: reachOf(actor),
      $or: [
        { state: { $in: ['minuted', 'answering'] } },
        {
          state: { $in: ['concluded', 'closed'] },
          publication: { $exists: true },
          'publication.done': { $exists: false },
        },
      ],
    },
    ROW,
  )
    .sort({ sortDay: -1, _id: 1 })
    .lean();
  return found.map(({ _id, ...row }) => ({ id: _id, ...row }) as unknown as TermHolder);
}
