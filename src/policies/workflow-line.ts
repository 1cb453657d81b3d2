import type { Rule } from './rules.js';

/**
 * One line of the workflow: in which states an act is possible, what it leads to, who may do it, and the word that the
 * history keeps. `to` is left out where the state stays. A line without roles happens by itself, with another act.
 */
export type Line<S extends string> = Rule & {
  from: readonly S[];
  to?: S;
  event: string;
  reason?: 'needed';
};

export const STAFF = ['inspector', 'supervisor'] as const;
export const NOBODY = { roles: [], relation: [] } as const;
export const OF_TEAM = { roles: STAFF, relation: ['team'] } as const;
export const OF_UNIT = { roles: ['officer'], relation: ['unit'] } as const;
/** A remedy is judged by the team, or by whoever it was given to. */
export const VERIFIERS = { roles: STAFF, relation: ['team', 'verifier'] } as const;
export const TEAM_OR_APPROVER = { roles: STAFF, relation: ['team', 'approver'] } as const;
export const APPROVER = { roles: ['supervisor'], relation: ['approver'] } as const;

/** Whoever may lengthen a term answers for the whole authority, not for one case. */
export const SUPERVISOR = { roles: ['supervisor'], relation: ['authority', 'approver'] } as const;

/** Who was not on the visit: an answer of the unit is not judged by those whom it contradicts. */
export const OUTSIDE = { roles: STAFF, relation: ['authority'], except: ['team'] } as const;

/** The act in a state, with the state that it leads to; undefined where it is not possible. */
export function lineIn<S extends string>(
  line: Line<S>,
  state: S,
): { to: S; event: string; reason?: 'needed' } | undefined {
  if (!line.from.includes(state)) return undefined;
  const { event, reason } = line;
  return { to: line.to ?? state, event, ...(reason === undefined ? {} : { reason }) };
}
