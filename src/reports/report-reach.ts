import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Cluster } from '../clusters/cluster.js';
import type { Unit } from '../units/unit.js';
import type { Ground } from './report-pipelines.js';

/** True when the unit is the one of the actor's post or lies below it; an officer has no more than the own unit. */
export const inReach = ({ post }: Actor, unit: Unit): boolean =>
  unit.id === post.unitId || (post.role !== 'officer' && unit.ancestorIds.includes(post.unitId));

/** A report is made of what carries the unit's own key, and of nothing that the reader may not see. */
const keysFor = (actor: Actor, unit: Unit): string[] =>
  actor.post.role === 'officer' ? [reachOf(actor)] : [...new Set([`area:${unit.id}`, reachOf(actor)])];

/** The units that a report is about, and which cases it may be made of. */
export const reachFor = (
  actor: Actor,
  unit: Unit,
  cluster: Pick<Cluster, 'units'> | undefined,
): Pick<Ground, 'readers' | 'areas' | 'unitIds'> =>
  cluster === undefined
    ? { readers: keysFor(actor, unit), unitIds: [unit.id] }
    : {
        readers: [reachOf(actor)],
        areas: cluster.units.map(({ id }) => `area:${id}`),
        unitIds: cluster.units.map(({ id }) => id),
      };
