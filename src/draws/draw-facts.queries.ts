import { FindingModel } from '../findings/finding.model.js';
import { openStates } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { addDays, type Day } from '../shared/dates.js';
import type { UnitFacts } from './draw-list.js';

/** The burden of a unit is told of so many days before the draw. */
const YEAR = 365;

/**
 * What is known of units up to a day, by their ids. Only what the actor's post may read: a draw is shown later to all who
 * read the same, so nothing in it may come from a sealed visit, not even from one that the actor is named on.
 */
export async function readDrawFacts(actor: Actor, on: Day): Promise<Map<string, UnitFacts>> {
  const readers = reachOf(actor);
  const since = addDays(on, -YEAR);
  const [visits, findings, requests] = await Promise.all([
    InspectionModel.aggregate<{ _id: string; last: Day; recent: number }>([
      { $match: { readers, openedOn: { $gte: '', $lte: on } } },
      {
        $group: {
          _id: '$unit.id',
          last: { $max: '$openedOn' },
          recent: { $sum: { $cond: [{ $gt: ['$openedOn', since] }, 1, 0] } },
        },
      },
    ]),
    FindingModel.aggregate<{ _id: string; count: number }>([
      { $match: { readers, state: { $in: [...openStates] }, severity: 'serious' } },
      { $group: { _id: '$unit.id', count: { $sum: 1 } } },
    ]),
    FindingModel.aggregate<{ _id: string; count: number }>([
      { $match: { readers, concludedOn: { $gt: since, $lte: on } } },
      { $group: { _id: '$unit.id', count: { $sum: 1 } } },
    ]),
  ]);
  const facts = new Map<string, UnitFacts>();
  const add = (id: string, more: Partial<UnitFacts>) =>
    facts.set(id, { ...(facts.get(id) ?? { serious: 0 }), ...more });
  for (const { _id, last, recent } of visits)
    add(_id, { lastVisitOn: last, burden: { visits: recent, requests: 0 } });
  for (const { _id, count } of findings) add(_id, { serious: count });
  for (const { _id, count } of requests)
    add(_id, { burden: { visits: facts.get(_id)?.burden?.visits ?? 0, requests: count } });
  return facts;
}
