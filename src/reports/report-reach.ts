import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Unit } from '../units/unit.js';

/** True when the unit is the one of the actor's post or lies below it; an officer has no more than the own unit. */
export const inReach = ({ post }: Actor, unit: Unit): boolean =>
  unit.id === post.unitId || (post.role !== 'officer' && unit.ancestorIds.includes(post.unitId));

/** A report is made of what carries the unit's own key, and of nothing that the reader may not see. */
export const keysFor = (actor: Actor, unit: Unit): string[] =>
  actor.post.role === 'officer' ? [reachOf(actor)] : [...new Set([`area:${unit.id}`, reachOf(actor)])];
