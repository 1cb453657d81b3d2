import { FindingModel } from '../findings/finding.model.js';
import { openStates } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import type { UnitFacts } from './draw-list.js';

/**
 * What is known of units up to a day, by their ids. Only what the actor's post may read: a draw is shown later to all who
 * read the same, so nothing in it may come from a sealed visit, not even from one that the actor is named on.
 */
export async function readDrawFacts(actor: Actor, on: Day): Promise<Map<string, UnitFacts>> {
  const readers = reachOf(actor);
  const [visits, findings] = await Promise.all([
    InspectionModel.aggregate<{ _id: string; last: Day }>([
      { $match: { readers, openedOn: { $gte: '', $lte: on } } },
      { $group: { _id: '$unit.id', last: { $max: '$openedOn' } } },
    ]),
    FindingModel.aggregate<{ _id: string; count: number }>([
      { $match: { readers, state: { $in: [...openStates] }, severity: 'serious' } },
      { $group: { _id: '$unit.id', count: { $sum: 1 } } },
    ]),
  ]);
  const facts = new Map<string, UnitFacts>();
  for (const { _id, last } of visits) facts.set(_id, { serious: 0, lastVisitOn: last });
  for (const { _id, count } of findings) facts.set(_id, { ...facts.get(_id), serious: count });
  return facts;
}
