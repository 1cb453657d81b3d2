import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import type { PlanInput } from './plan.form.js';
import { isWaiting, settledPlan, subjectOfPlan, unsubmitted, type Plan } from './plan.js';
import type { PlansRepository } from './plans.repository.js';

export type PlansDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: PlansRepository;
  findUnit: (id: string) => Promise<Unit | undefined>;
  supervisorsOf: (authorityId: string) => Promise<Author[]>;
  /** How many lines that stand a plan has: an empty plan cannot be approved. */
  countLines: (planId: string, tx: Transaction) => Promise<number>;
};

/** Carries the plan of an authority and year from its draft to its approval, which freezes it. */
export function plansService({ clock, inTransaction, repository, ...deps }: PlansDeps) {
  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Plan> {
    const plan = await repository.find(id, keysOf(actor), tx);
    if (plan === undefined) throw new NotFound(`plan ${id}`);
    return plan;
  }

  async function approverFrom(actor: Actor, id: string, preparerId: string): Promise<Author> {
    const found = (await deps.supervisorsOf(actor.post.unitId)).find(({ personId }) => personId === id);
    if (found === undefined) refuse('approver', 'inspections:errors.notASupervisor');
    if (found.personId === preparerId) refuse('approver', 'inspections:errors.approverIsPreparer');
    return found;
  }

  const factsOf = ({ document, topics, monthsBetween, visitsPerMonth }: PlanInput) => ({
    document,
    topics,
    limits: { monthsBetween, visitsPerMonth },
  });

  /** A step of a plan that is still a draft, on the version that was shown. */
  async function step(
    actor: Actor,
    id: string,
    seen: number,
    act: {
      rule: 'plan.revise' | 'plan.submit' | 'plan.approve' | 'plan.refuse';
      event: string;
      reason?: string;
    },
    change: (plan: Plan, tx: Transaction) => Promise<Plan>,
  ): Promise<Plan> {
    return inTransaction(async (tx) => {
      const before = await load(actor, id, tx);
      assertAllowed(actor, act.rule, subjectOfPlan(before));
      if (before.version !== seen || before.state !== 'draft') throw new Stale(`plan ${id}`);
      const after = settledPlan(await change(before, tx));
      const { event: action, reason } = act;
      const event = { at: clock.now(), by: authorOf(actor), action, ...(reason ? { reason } : {}) };
      return repository.change(before, after, event, tx);
    });
  }

  function assertWaiting(plan: Plan): void {
    if (!isWaiting(plan)) refuse('main', 'plans:errors.notSubmitted');
  }

  return {
    load,

    /** Begins the plan of a year; the form carries its id, so that sending it twice makes one plan. */
    async draft(actor: Actor, input: PlanInput & Pick<Plan, 'source'>): Promise<Plan> {
      assertAllowed(actor, 'plan.draft');
      const approver = await approverFrom(actor, input.approver, actor.personId);
      const authority = await deps.findUnit(actor.post.unitId);
      if (authority === undefined) throw new NotFound('authority');
      return inTransaction(async (tx) => {
        const existing = await repository.ofYear(authority.id, input.year, tx);
        if (existing?.id === input.id) return existing;
        if (existing !== undefined) refuse('year', 'plans:errors.yearTaken', { year: input.year });
        const plan = settledPlan({
          id: isId(input.id) ? input.id : newId(),
          version: 0,
          year: input.year,
          authority: snapshotOf(authority),
          ...factsOf(input),
          preparer: authorOf(actor),
          approver,
          state: 'draft',
          amendments: 0,
          ...(input.source === undefined ? {} : { source: input.source }),
          readers: [],
          history: [],
        });
        return repository.create(plan, { at: clock.now(), by: authorOf(actor), action: 'drafted' }, tx);
      });
    },

    async revise(actor: Actor, id: string, input: PlanInput): Promise<Plan> {
      const { preparer, year } = await load(actor, id);
      if (input.year !== year) refuse('year', 'plans:errors.yearFixed', { year });
      const approver = await approverFrom(actor, input.approver, preparer.personId);
      const act = { rule: 'plan.revise', event: 'revised' } as const;
      return step(actor, id, input.version, act, async (plan) => ({
        ...unsubmitted(plan),
        ...factsOf(input),
        approver,
      }));
    },

    /** Lays the draft before its approver, who is told. */
    submit: (actor: Actor, id: string, seen: number) =>
      step(actor, id, seen, { rule: 'plan.submit', event: 'submitted' }, async (plan, tx) => {
        if ((await deps.countLines(plan.id, tx)) === 0) refuse('main', 'plans:errors.empty');
        return { ...plan, submittedOn: dayOf(clock.now()) };
      }),

    /** From now on every change of a line is a numbered amendment with a reason. */
    approve: (actor: Actor, id: string, seen: number) =>
      step(actor, id, seen, { rule: 'plan.approve', event: 'approved' }, async (plan, tx) => {
        assertWaiting(plan);
        if ((await deps.countLines(plan.id, tx)) === 0) refuse('main', 'plans:errors.empty');
        return { ...plan, state: 'approved', approvedOn: dayOf(clock.now()) };
      }),

    refuse: (actor: Actor, id: string, seen: number, reason: string) =>
      step(actor, id, seen, { rule: 'plan.refuse', event: 'refused', reason }, async (plan) => {
        assertWaiting(plan);
        return unsubmitted(plan);
      }),
  };
}
