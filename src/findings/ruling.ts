import { dayOf, type Day } from '../shared/dates.js';
import type { Finding } from './finding.js';

/** What a supervisor has ruled about a due date: more time was granted or refused, or it counts as not remedied. */
export const rulingKinds = ['granted', 'refused', 'failed'] as const;
export type RulingKind = (typeof rulingKinds)[number];
export type Ruling = { kind: RulingKind; on: Day };

/** The rulings on a finding. Another date than the one asked for is more time as well. */
export function rulingsOn({ ledger = [], failures = [] }: Pick<Finding, 'ledger' | 'failures'>): Ruling[] {
  const decided = ledger.flatMap((entry): Ruling[] => {
    const decision = entry.kind === 'extension' ? entry.decision : undefined;
    if (decision === undefined) return [];
    return [{ kind: decision.outcome === 'refused' ? 'refused' : 'granted', on: decision.on }];
  });
  const failed = failures
    .filter(({ outcome }) => outcome === 'accepted')
    .map(({ at }): Ruling => ({ kind: 'failed', on: dayOf(at) }));
  return [...decided, ...failed];
}
