import type { InTransaction, Transaction } from '../database/connect.js';
import { settledFinding, type Deadline, type Finding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import type { EarlierFindings } from '../findings/repetitions.service.js';
import type { Earlier } from '../findings/repetition.js';
import type { Check, Checkable } from '../inspections/checks.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import type { CheckInput } from './followup.form.js';
import { CHECKABLE, checked, eventFor, outcomesFor } from './followup.js';

export type FollowUpsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  recount: Recount;
  lineOf: (unitId: string) => Promise<string[]>;
  earlier: EarlierFindings;
  /** The due date so many working days after a day, with its receipt. */
  deadline: (from: Day, workingDays: number) => Promise<Deadline>;
  /** How much of its term a finding is given that is opened again, in per cent, by the setting of the day. */
  percentOn: (day: Day) => Promise<number>;
  closeIfDone: (inspection: Inspection, actor: Actor, tx: Transaction) => Promise<Inspection>;
  reopenIfClosed: (inspection: Inspection, actor: Actor, tx: Transaction) => Promise<Inspection>;
};

/** Follow-up visits: which findings they go to see, and what they have seen. */
export function followUpsService(deps: FollowUpsDeps) {
  const { clock, inTransaction, inspections, findings } = deps;

  async function newDeadline(finding: Finding, today: Day): Promise<Deadline> {
    const days = Math.max(1, Math.ceil((finding.term * (await deps.percentOn(today))) / 100));
    return deps.deadline(today, days);
  }

  /** Brings the case of the finding up to date: its numbers, and whether it is closed. */
  async function settleCase(before: Finding, after: Finding, actor: Actor, tx: Transaction): Promise<void> {
    if (before.state === after.state) return;
    const action = after.state === 'closed' ? 'finding_closed' : 'finding_reopened';
    const act = { at: clock.now(), by: authorOf(actor), action };
    const counted = await deps.recount(after.inspectionId, act, tx);
    if (after.state === 'closed') await deps.closeIfDone(counted, actor, tx);
    else await deps.reopenIfClosed(counted, actor, tx);
  }

  async function see(actor: Actor, visit: Inspection, id: string, input: CheckInput, tx: Transaction) {
    const before = await findings.get(id, tx);
    if (before === undefined || !CHECKABLE.includes(before.state)) throw new Stale(`finding ${id}`);
    const { outcome, seen } = input;
    if (!outcomesFor(before).includes(outcome)) refuse('outcome', 'followups:errors.outcome');
    const [at, by] = [clock.now(), authorOf(actor)];
    const check = {
      inspectionId: visit.id,
      inspectionNumber: visit.number ?? '',
      outcome,
      seen,
      by,
      at,
    };
    const after = settledFinding(checked(before, check, await newDeadline(before, dayOf(at))));
    const event = { at, by, action: eventFor(before, outcome), ...(seen === '' ? {} : { reason: seen }) };
    await settleCase(before, await findings.change(before, after, event, tx), actor, tx);
    return { outcome, seen, by, at };
  }

  /** The same answer of the same person, sent a second time. */
  const isSame = ({ outcome, seen, by }: Check, input: CheckInput, actor: Actor): boolean =>
    outcome === input.outcome && seen === input.seen && by?.personId === actor.personId;

  return {
    /** Findings of the unit, and of those that it came from, that a visit may be bound to; those open first. */
    async checkable(actor: Actor, unitId: string): Promise<(Earlier & Checkable)[]> {
      const known = await deps.earlier(actor, await deps.lineOf(unitId), '', dayOf(clock.now()));
      return known
        .filter(({ state }) => CHECKABLE.includes(state))
        .sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))
        .map((one) => ({ ...one, number: `${one.inspectionNumber}/${one.ordinal}` }));
    },

    /** The findings that a visit goes to see, for its page on site. */
    async findingsOf({ checks = [] }: Inspection): Promise<Map<string, Finding>> {
      const found = await findings.byIds(checks.map(({ findingId }) => findingId));
      return new Map(found.map((one) => [one.id, one]));
    },

    /** Keeps what a team has seen of one finding: it is confirmed, opened again with a new term, or goes on. */
    check: (actor: Actor, id: string, findingId: string, input: CheckInput): Promise<Inspection> =>
      inTransaction(async (tx) => {
        const visit = await inspections.find(id, keysOf(actor), tx);
        const check = visit?.checks?.find((one) => one.findingId === findingId);
        if (visit === undefined || check === undefined) throw new NotFound(`check ${findingId} of ${id}`);
        assertAllowed(actor, 'finding.check', subjectOf(visit));
        if (isSame(check, input, actor)) return visit;
        if (visit.state !== 'opened' || visit.version !== input.version || check.outcome !== undefined)
          throw new Stale(`inspection ${id}`);
        const told = await see(actor, visit, findingId, input, tx);
        // Seeing it may have changed the case of the finding, never this one.
        const checks = visit.checks?.map((one) => (one === check ? { ...one, ...told } : one)) ?? [];
        const event = { at: told.at, by: told.by, action: 'checked' };
        return inspections.change(visit, { ...visit, checks }, event, tx);
      }),
  };
}
