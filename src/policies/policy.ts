import { Forbidden } from '../shared/errors.js';
import type { Actor } from './actor.js';
import { actions, rules, type Action, type Relation, type Rule } from './rules.js';

/** What a rule needs to know of a case to place the actor. */
export type Subject = {
  preparerId: string;
  approverId: string;
  /** Who was asked to judge the remedy. */
  verifierId?: string;
  teamIds: readonly string[];
  authorityId: string;
  unitId: string;
  /** The units that answer for it since a rearrangement. */
  heirIds?: { authority?: string; unit?: string };
};

/** How the actor stands to a case; to nothing in particular, everybody is `anyone`. */
function relationsOf(actor: Actor, subject?: Subject): Relation[] {
  if (subject === undefined) return ['anyone'];
  const { personId, post } = actor;
  const stands: Record<Relation, boolean> = {
    anyone: true,
    preparer: subject.preparerId === personId,
    team: subject.teamIds.includes(personId),
    approver: subject.approverId === personId,
    verifier: subject.verifierId === personId,
    authority: [subject.authorityId, subject.heirIds?.authority].includes(post.unitId),
    unit: [subject.unitId, subject.heirIds?.unit].includes(post.unitId),
  };
  return (Object.keys(stands) as Relation[]).filter((relation) => stands[relation]);
}

/** Decides one action from the table of rules. Seeing comes first: what one may not see is not found. */
export function allowed(actor: Actor, action: Action, subject?: Subject): boolean {
  const rule: Rule = rules[action];
  const stands = relationsOf(actor, subject);
  return (
    rule.roles.includes(actor.post.role) &&
    rule.relation.some((relation) => stands.includes(relation)) &&
    !(rule.except ?? []).some((relation) => stands.includes(relation))
  );
}

/** Wordings of who may do what is often tried by others. */
const instead: Partial<Record<Action, string>> = { 'remediation.accept': 'errors:instead.verify' };

/** Throws `Forbidden` (403) unless the rule allows it. */
export function assertAllowed(actor: Actor, action: Action, subject?: Subject): void {
  if (!allowed(actor, action, subject))
    throw new Forbidden(`${actor.post.role} may not ${action}`, instead[action]);
}

export const allowedActions = (actor: Actor, subject?: Subject): Set<Action> =>
  new Set(actions.filter((action) => allowed(actor, action, subject)));
