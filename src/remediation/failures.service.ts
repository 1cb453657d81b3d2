import type { Transaction } from '../database/connect.js';
import { proposalOf, signOf, type Failure, type FailureRule, type Proposal } from '../findings/failure.js';
import {
  findingNumber,
  NO_DUE_DATE,
  partiesOf,
  settledFinding,
  type Deadline,
  type Finding,
  type SignReference,
} from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import type { Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import type { Actor, Author } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { refuse, Stale } from '../shared/errors.js';
import { isId } from '../shared/ids.js';
import type { FailureInput, NewFailure } from './failure.form.js';
import type { RemedyStepper } from './remedy-step.js';

export type FailuresDeps = {
  clock: Clock;
  step: RemedyStepper;
  findings: FindingsRepository;
  inspections: InspectionsRepository;
  recount: Recount;
  signReference: (code: string) => Promise<SignReference | undefined>;
  deadline: (from: Day, workingDays: number) => Promise<Deadline>;
  ruleOn: (day: Day) => Promise<FailureRule>;
};

/** A failure to remedy is itself a sign of the directive; a supervisor decides whether it becomes a finding. */
export function failuresService(deps: FailuresDeps) {
  const { clock, step, findings } = deps;
  const rule = () => deps.ruleOn(dayOf(clock.now()));

  /** In its own case it is ordered at once, for that case is concluded; in a visit that goes on it takes the usual way. */
  async function placeOf(actor: Actor, failed: Finding, place: string, tx: Transaction): Promise<Inspection> {
    const inspection = await deps.inspections.find(place, keysOf(actor), tx);
    const fits =
      inspection !== undefined &&
      inspection.unit.id === failed.unit.id &&
      (inspection.id === failed.inspectionId || inspection.state === 'opened');
    if (!fits) refuse('place', 'errors:choose');
    return inspection;
  }

  async function stateIn(inspection: Inspection, failed: Finding, today: Day, term: number) {
    if (inspection.id !== failed.inspectionId) return { state: 'recorded' as const };
    const deadline = await deps.deadline(today, term);
    return { state: 'to_remedy' as const, toldOn: today, concludedOn: today, deadline };
  }

  async function record(
    actor: Actor,
    failed: Finding,
    id: string,
    { place, heard, ...facts }: NewFailure,
    [by, at, tx]: [Author, Date, Transaction],
  ): Promise<Finding> {
    const sign = await deps.signReference(signOf(await rule()));
    if (sign === undefined) refuse('outcome', 'failures:errors.noSign', { code: signOf(await rule()) });
    const inspection = await placeOf(actor, failed, place, tx);
    const today = dayOf(at);
    const finding = settledFinding({
      id,
      version: 0,
      ordinal: (await findings.allOf(inspection.id, tx)).length + 1,
      ...partiesOf(inspection),
      ...facts,
      sign,
      legalBasis: failed.legalBasis,
      foundOn: today,
      ...(await stateIn(inspection, failed, today, facts.term)),
      failureOf: { id: failed.id, number: findingNumber(failed), heard },
      dueOn: NO_DUE_DATE,
      remediations: [],
      evidence: [],
      readers: [],
      history: [],
    });
    const saved = await findings.create(finding, { at, by, action: 'failure_recorded' }, tx);
    await deps.recount(inspection.id, { at, by, action: 'finding_recorded' }, tx);
    return saved;
  }

  return {
    rule,

    /** What is proposed about a finding today; undefined when nothing is. */
    proposal: async (finding: Finding): Promise<Proposal | undefined> =>
      proposalOf(finding, dayOf(clock.now()), await rule()),

    /** Records the failure as a finding of its own, or declines to, with a reason. The form's id makes it happen once. */
    decide(actor: Actor, id: string, input: FailureInput): Promise<Finding> {
      const { id: decisionId, version: seen, outcome, recorded } = input;
      const act = outcome === 'accepted' ? 'accept_failure' : 'decline_failure';
      const reason = recorded === undefined ? input.reason : recorded.heard;
      const taken = ({ failures = [] }: Finding) => failures.some((one) => one.id === decisionId);
      return step(actor, id, { act, seen, reason, taken }, async (finding, by, now, tx) => {
        const proposed = proposalOf(finding, dayOf(now), await rule());
        if (proposed === undefined || !isId(decisionId)) throw new Stale(`no failure of finding ${id}`);
        const made =
          recorded === undefined
            ? undefined
            : await record(actor, finding, decisionId, recorded, [by, now, tx]);
        const failure: Failure = {
          id: decisionId,
          ...proposed,
          by,
          at: now,
          outcome,
          reason,
          ...(made === undefined ? {} : { finding: { id: made.id, number: findingNumber(made) } }),
        };
        return { failures: [...(finding.failures ?? []), failure] };
      });
    },
  };
}
