import { FindingModel } from '../findings/finding.model.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';

/** How many reports wait for each person's verdict, within the actor's reach, by the person's id. */
export async function waitingWith(actor: Actor): Promise<Map<string, number>> {
  const found = await FindingModel.aggregate<{ _id: string; count: number }>([
    { $match: { readers: reachOf(actor), state: 'reported', 'verifier.personId': { $gt: '' } } },
    { $group: { _id: '$verifier.personId', count: { $sum: 1 } } },
  ]);
  return new Map(found.map(({ _id, count }) => [_id, count]));
}
