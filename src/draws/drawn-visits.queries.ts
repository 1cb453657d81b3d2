import type { Transaction } from '../database/connect.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';

/** How many visits made from a draw are still sealed: neither opened nor called off. */
export const countSealedVisits = (drawId: string, tx: Transaction): Promise<number> =>
  InspectionModel.countDocuments({ draw: drawId, state: { $in: ['prepared', 'approved'] } }).session(tx);

/** A visit made from a draw, as the page of the draw links to it. */
export type VisitOfDraw = { id: string; unitId: string; number?: string; state: string };

/** The visits made from a draw that the actor may see: being named on the draw does not open them. */
export async function visitsOfDraw(actor: Actor, drawId: string): Promise<VisitOfDraw[]> {
  const found = await InspectionModel.find(
    { draw: drawId, readers: { $in: keysOf(actor) }, state: { $ne: 'cancelled' } },
    { unit: 1, number: 1, state: 1 },
  ).lean();
  return found.map(({ _id, unit, number, state }) => ({
    id: _id,
    unitId: unit?.id ?? '',
    state,
    ...(typeof number === 'string' ? { number } : {}),
  }));
}
