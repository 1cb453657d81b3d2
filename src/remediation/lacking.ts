import type { Finding } from '../findings/finding.js';
import { standing } from '../findings/evidence-item.js';
import { openActions } from '../findings/remedy.js';
import type { Day } from '../shared/dates.js';
import { proofOf } from './proof.js';

/** Something without which a finding is not closed: `remediation:lack.KEY`, and the page where it is supplied. */
export type Lack = {
  key: 'action' | 'draft' | 'report' | 'reply' | 'proof' | 'visit' | 'verification';
  values: Record<string, string>;
  href: string;
};

const REMEDYING = ['to_remedy', 'reported', 'returned'];
/** Only a person's verdict is left after these. */
const STEPS: Lack['key'][] = ['visit', 'verification'];

/** Proof that was taken back is none. */
function lastReport(finding: Finding, here: string): Lack[] {
  const { state, remediations, draft } = finding;
  const last = remediations.at(-1);
  if (state !== 'reported') {
    return draft === undefined || draft.givenBack !== undefined
      ? [{ key: 'report', values: {}, href: `${here}/remediation` }]
      : [{ key: 'draft', values: { name: draft.by.name }, href: `${here}/confirmation` }];
  }
  return [
    ...(standing(proofOf(finding)).length === 0 ? [{ key: 'proof' as const, values: {}, href: here }] : []),
    last?.visit === undefined
      ? { key: 'verification', values: {}, href: `${here}/verification` }
      : { key: 'visit', values: {}, href: `${here}/verification` },
  ];
}

/** What a finding lacks before it is closed: steps that go on, answers without a decision, a report, proof, a verdict. */
export function lackingIn(finding: Finding): Lack[] {
  if (!REMEDYING.includes(finding.state)) return [];
  const here = `/findings/${finding.id}`;
  const answer = finding.replies?.at(-1);
  const undecided = answer !== undefined && answer.kind !== 'agreement' && answer.decision === undefined;
  return [
    ...openActions(finding).map(({ id, what }): Lack => ({
      key: 'action',
      values: { what },
      href: `${here}/actions#action-${id}`,
    })),
    ...(undecided ? [{ key: 'reply' as const, values: {}, href: here }] : []),
    ...lastReport(finding, here),
  ];
}

/** What stands in the way of accepting a report: all but the verdict itself. */
export const blockingIn = (finding: Finding): Lack[] =>
  lackingIn(finding).filter(({ key }) => !STEPS.includes(key));

/** A report that came before its day and asks to be looked at early; undefined for any other. */
export const wishedOn = ({
  state,
  remediations,
}: Pick<Finding, 'state' | 'remediations'>): Day | undefined =>
  state === 'reported' ? remediations.at(-1)?.wishedOn : undefined;
