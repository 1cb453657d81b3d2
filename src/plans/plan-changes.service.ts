import type { Transaction } from '../database/connect.js';
import { fingerprint } from '../history/event.js';
import type { TeamMember } from '../inspections/inspection.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { settledPlan, subjectOfPlan, unsubmitted, type Plan } from './plan.js';
import type { Amendment, PlanLine } from './plan-line.js';
import type { PlansRepository } from './plans.repository.js';

export type PlanChangesDeps = {
  clock: Clock;
  repository: PlansRepository;
  loadPlan: (actor: Actor, id: string, tx?: Transaction) => Promise<Plan>;
  inspectorsOf: (authorityId: string) => Promise<Author[]>;
};

/** A change of a plan's lines: an event in the history of the plan and of each line. */
export type Change = { actor: Actor; plan: Plan; action: string; reason: string };
export type NewLine = Pick<PlanLine, 'unit' | 'kind' | 'topic' | 'team' | 'from' | 'to'>;

/** What every change of a plan's lines has in common, from whatever page it comes. */
export function planChanges({ clock, repository, loadPlan, inspectorsOf }: PlanChangesDeps) {
  /** Reads the plan and sees that the actor may change its lines. */
  async function openPlan(actor: Actor, id: string, tx?: Transaction): Promise<Plan> {
    const plan = await loadPlan(actor, id, tx);
    assertAllowed(actor, plan.state === 'draft' ? 'plan.revise' : 'plan.amend', subjectOfPlan(plan));
    return plan;
  }

  /** After the approval of a plan a reason is needed. */
  function assertReason({ state }: Plan, reason: string): void {
    if (state === 'approved' && reason === '') refuse('reason', 'plans:errors.reasonNeeded');
  }

  const actOf = ({ actor, action, reason }: Change) => ({
    at: clock.now(),
    by: authorOf(actor),
    action,
    ...(reason === '' ? {} : { reason }),
  });

  /**
   * Tells the plan of the change. A draft gets an event and is submitted no more, so that nobody approves what came after
   * he looked; an approved plan gets a numbered amendment. Gives back what the lines keep of it, nothing of a draft.
   */
  async function tell(change: Change, tx: Transaction): Promise<Amendment[]> {
    const { plan, action, reason } = change;
    if (plan.state === 'draft') {
      await repository.change(plan, unsubmitted(plan), actOf(change), tx);
      return [];
    }
    const number = plan.amendments + 1;
    const act = { ...actOf(change), action: `plan_${action}` };
    await repository.change(plan, settledPlan({ ...plan, amendments: number }), act, tx);
    return [{ number, on: dayOf(act.at), reason }];
  }

  async function teamFrom(head: string, members: readonly string[], plan: Plan): Promise<TeamMember[]> {
    const people = await inspectorsOf(plan.authority.id);
    const chosen = new Map<string, TeamMember['duty']>(members.map((id) => [id, 'member']));
    if (head !== '') chosen.set(head, 'head');
    return [...chosen].map(([id, duty]): TeamMember => {
      const person = people.find(({ personId }) => personId === id);
      if (person === undefined)
        refuse(duty === 'head' ? 'head' : 'members', 'inspections:errors.notAnInspector');
      return { ...person, duty };
    });
  }

  /** Puts lines into the plan, as one change. */
  async function addLines(
    change: Change,
    lines: readonly NewLine[],
    idOf: (line: NewLine) => string,
    tx: Transaction,
  ): Promise<void> {
    const amendments = await tell(change, tx);
    const planId = change.plan.id;
    for (const line of lines)
      await repository.addLine(
        { id: idOf(line), planId, ...line, state: 'planned', amendments },
        actOf(change),
        tx,
      );
  }

  return { openPlan, assertReason, actOf, tell, teamFrom, addLines, inspectorsOf };
}
export type PlanChanges = ReturnType<typeof planChanges>;

/** The ids of the lines that a form makes: the same form sent twice means the same lines, a form without an id new ones. */
export const idsFrom = (formId: string, planId: string, reason: string) =>
  isId(formId)
    ? (line: NewLine): string => fingerprint({ formId, planId, reason, ...line }).slice(0, 20)
    : newId;
