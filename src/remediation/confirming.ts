/** By the setting of the day; see `limitGroups.remediation`. */
export type ConfirmingRule = { headConfirms: number; ownReport: number };

/** An officer of a unit; `leads`: whether his post answers for the unit, by the rule that escalation goes by too. */
export type Officer = { personId: string; leads: boolean };
export type Officers = readonly Officer[];

const [WHERE_NAMED, ALWAYS] = [1, 2];
const ONLY_ACCOUNT = 1;

/** Whether a report of the unit needs the word of its head before it leaves the unit. */
export const needsHead = ({ headConfirms }: ConfirmingRule, officers: Officers): boolean =>
  headConfirms === ALWAYS || (headConfirms === WHERE_NAMED && officers.some(({ leads }) => leads));

/**
 * Why somebody may not confirm a report that this person has written: neither head nor standing in; or his own, where
 * the rule asks for a second pair of eyes. Undefined when he may.
 */
export function confirmingFault(
  who: Officer,
  writerId: string,
  officers: Officers,
  rule: ConfirmingRule,
): 'notHead' | 'own' | undefined {
  if (!needsHead(rule, officers)) return undefined;
  if (!who.leads) return 'notHead';
  if (who.personId !== writerId || rule.ownReport === ALWAYS) return undefined;
  return rule.ownReport === ONLY_ACCOUNT && officers.length <= 1 ? undefined : 'own';
}
