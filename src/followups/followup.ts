import type { Deadline, Finding } from '../findings/finding.js';
import type { CheckOutcome, FollowUpCheck } from '../findings/spell.js';
import { reopened } from '../findings/reopening.js';
import { dayOf } from '../shared/dates.js';

/** What a visit may say of a finding: one that was closed is opened again, one that is open goes on. */
export const outcomesFor = ({ state }: Pick<Finding, 'state'>): readonly CheckOutcome[] =>
  state === 'closed' ? ['remedied', 'reopened'] : ['remedied', 'persists'];

/** States in which a finding has been told to the unit, so that its remedy can be checked. */
export const CHECKABLE = ['to_remedy', 'reported', 'returned', 'closed'];

/** The finding was put right, as the team itself has seen: a report that waits for an answer has its answer by that. */
function confirmed(finding: Finding, { by, at, seen }: FollowUpCheck): Finding {
  const last = finding.remediations.at(-1);
  const waits = last !== undefined && last.verification === undefined;
  const answer = { by, at, outcome: 'accepted' as const, reason: seen };
  return {
    ...finding,
    state: 'closed',
    closedOn: dayOf(at),
    remediedOn: waits ? dayOf(last.at) : dayOf(at),
    remediations: finding.remediations.map((one) =>
      waits && one === last ? { ...one, verification: answer } : one,
    ),
  };
}

/** A finding after it was seen on a follow-up visit. `deadline` is the new one of a finding that is opened again. */
export function checked(finding: Finding, check: FollowUpCheck, deadline: Deadline): Finding {
  const { closedOn, remediedOn, deadline: before } = finding;
  const kept: FollowUpCheck =
    check.outcome === 'reopened' && closedOn !== undefined
      ? {
          ...check,
          before: {
            closedOn,
            remediedOn: remediedOn ?? closedOn,
            ...(before === undefined ? {} : { deadline: before }),
          },
        }
      : check;
  const seen = { ...finding, checks: [...(finding.checks ?? []), kept] };
  if (check.outcome === 'reopened') return reopened(seen, dayOf(check.at), deadline);
  return check.outcome === 'remedied' && finding.state !== 'closed' ? confirmed(seen, check) : seen;
}

/** The word that the history of a finding keeps. */
export const eventFor = ({ state }: Pick<Finding, 'state'>, outcome: CheckOutcome): string =>
  outcome === 'reopened'
    ? 'reopened'
    : outcome === 'remedied' && state !== 'closed'
      ? 'confirmed'
      : 'checked';
