import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';

/** Visits to a unit that go on now and that the reader may see: a new finding may belong to one of them. */
export async function openedAt(actor: Actor, unitId: string): Promise<{ id: string; number: string }[]> {
  const query: Record<string, unknown> = {
    readers: { $in: keysOf(actor) },
    'unit.id': unitId,
    state: 'opened',
  };
  const found = await InspectionModel.find(query, { number: 1 }).limit(20).lean();
  return found.map(({ _id, number }) => ({ id: String(_id), number: number ?? '' }));
}
