import type { Transaction } from '../database/connect.js';
import type { Actor } from '../policies/actor.js';
import { refuse } from '../shared/errors.js';
import type { Inspection } from './inspection.js';

/** Whether the actor may make a visit to this unit from this draw; answered by the draws, which come later. */
export type IsDrawn = (actor: Actor, drawId: string, unitId: string, tx: Transaction) => Promise<boolean>;

/** A visit that a draw has chosen goes to the drawn unit, and by surprise: else the draw would be quietly repeated. */
export function assertFollowsDraw(unitId: string, { unit, mode }: Pick<Inspection, 'unit' | 'mode'>): void {
  if (unit.id !== unitId) refuse('unit', 'inspections:errors.notDrawn');
  if (mode !== 'surprise') refuse('mode', 'inspections:errors.drawnIsSurprise');
}

/** The draw that a new visit is made from, if one is named; it must have chosen the unit, for a surprise. */
export async function fromDraw(
  isDrawn: IsDrawn,
  actor: Actor,
  draw: string,
  facts: Pick<Inspection, 'unit' | 'mode'>,
  tx: Transaction,
): Promise<{ draw?: string }> {
  if (draw === '') return {};
  if (!(await isDrawn(actor, draw, facts.unit.id, tx))) refuse('unit', 'inspections:errors.notDrawn');
  assertFollowsDraw(facts.unit.id, facts);
  return { draw };
}
