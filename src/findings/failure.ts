import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import type { Finding } from './finding.js';
import { returnsOf } from './remedy.js';

/** Why a finding counts as not remedied: its day has passed, or its report came back so often. */
export type FailureCause = 'overdue' | 'returned';

/** What a supervisor decided when a finding was not remedied. `finding`: the new finding that was recorded. */
export type Failure = {
  id: string;
  cause: FailureCause;
  dueOn: Day;
  returns: number;
  by: Author;
  at: Date;
  outcome: 'accepted' | 'declined';
  reason: string;
  finding?: { id: string; number: string };
};

/** After how many returns, and the number of the sign in the catalogue; by the setting of the day. */
export type FailureRule = { returns: number; signGroup: number; signNumber: number };

export const signOf = ({ signGroup, signNumber }: FailureRule): string => `${signGroup}.${signNumber}`;

type Judged = Pick<Finding, 'state' | 'dueOn' | 'remediations' | 'failures'>;
export type Proposal = Pick<Failure, 'cause' | 'dueOn' | 'returns'>;

/**
 * Whether a finding gives reason to record a failure to remedy: nothing is recorded by itself. What was decided about the
 * same due date, or the same number of returns, is not proposed a second time.
 */
export function proposalOf(finding: Judged, today: Day, rule: FailureRule): Proposal | undefined {
  const { state, dueOn, failures = [] } = finding;
  if (state !== 'to_remedy' && state !== 'returned') return undefined;
  const returns = returnsOf(finding);
  const isDecided = (cause: FailureCause): boolean =>
    failures.some(
      (one) => one.cause === cause && (cause === 'overdue' ? one.dueOn === dueOn : one.returns >= returns),
    );
  if (dueOn < today && !isDecided('overdue')) return { cause: 'overdue', dueOn, returns };
  return returns >= rule.returns && !isDecided('returned')
    ? { cause: 'returned', dueOn, returns }
    : undefined;
}
