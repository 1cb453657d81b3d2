import type { Signing } from '../policies/actor.js';

/** By the setting of the day; see `limitGroups.remediation`. */
export type ConfirmingRule = { headConfirms: number; ownReport: number };

/** The officers of a unit as far as it matters who may speak for it. */
export type Officers = readonly { personId: string; signs: Signing | undefined }[];

const [WHERE_NAMED, ALWAYS] = [1, 2];
const ONLY_ACCOUNT = 1;

/** Whether a report of the unit needs the word of its head before it leaves the unit. */
export const needsHead = ({ headConfirms }: ConfirmingRule, officers: Officers): boolean =>
  headConfirms === ALWAYS ||
  (headConfirms === WHERE_NAMED && officers.some(({ signs }) => signs !== undefined));

/**
 * Why somebody may not confirm a report that this person has written: neither head nor standing in; or his own, where
 * the rule asks for a second pair of eyes. Undefined when he may.
 */
export function confirmingFault(
  who: { personId: string; signs: Signing | undefined },
  writerId: string,
  officers: Officers,
  rule: ConfirmingRule,
): 'notHead' | 'own' | undefined {
  if (!needsHead(rule, officers)) return undefined;
  if (who.signs === undefined) return 'notHead';
  if (who.personId !== writerId || rule.ownReport === ALWAYS) return undefined;
  return rule.ownReport === ONLY_ACCOUNT && officers.length <= 1 ? undefined : 'own';
}
