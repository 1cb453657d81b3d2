import type { InTransaction, Transaction } from '../database/connect.js';
import type { TeamMember } from '../inspections/inspection.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, firstDayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { snapshotOf, type Unit, type UnitKind } from '../units/unit.js';
import { SPREAD, type LineInput, type LinesInput } from './plan.form.js';
import { areaOf, settledPlan, subjectOfPlan, type Plan } from './plan.js';
import { spanOf, spread, type Amendment, type PlanLine, type Span } from './plan-line.js';
import type { PlansRepository } from './plans.repository.js';

type Resolved = { unit: Unit } | { error: string; values?: Record<string, unknown> };

export type PlanLinesDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: PlansRepository;
  loadPlan: (actor: Actor, id: string, tx?: Transaction) => Promise<Plan>;
  resolveUnit: (text: string, day: Day) => Promise<Resolved>;
  /** The units of a kind in an area on a day. */
  unitsOf: (area: string, kind: UnitKind, day: Day) => Promise<Unit[]>;
  inspectorsOf: (authorityId: string) => Promise<Author[]>;
  /** True when an inspection that was not called off has been made of the line. */
  isTaken: (lineId: string, tx?: Transaction) => Promise<boolean>;
};

/** The act of an amendment, in the line's history and in the plan's. */
type Change = { actor: Actor; plan: Plan; action: string; reason: string };

/** Puts lines into a plan, moves them and takes them out. In an approved plan each of these is a numbered amendment. */
export function planLinesService({ clock, inTransaction, repository, ...deps }: PlanLinesDeps) {
  async function loadLine(plan: Plan, id: string, tx?: Transaction): Promise<PlanLine> {
    const line = await repository.line(plan.id, id, tx);
    if (line === undefined) throw new NotFound(`line ${id} of plan ${plan.id}`);
    return line;
  }

  /** Reads the plan and sees that the actor may change its lines. After its approval a reason is needed. */
  async function openPlan(actor: Actor, id: string, reason: string, tx: Transaction): Promise<Plan> {
    const plan = await deps.loadPlan(actor, id, tx);
    assertAllowed(actor, plan.state === 'draft' ? 'plan.revise' : 'plan.amend', subjectOfPlan(plan));
    if (plan.state === 'approved' && reason === '') refuse('reason', 'plans:errors.reasonNeeded');
    return plan;
  }

  async function teamFrom({ head, members }: Pick<LineInput, 'head' | 'members'>, plan: Plan) {
    const people = await deps.inspectorsOf(plan.authority.id);
    const chosen = new Map<string, TeamMember['duty']>(members.map((id) => [id, 'member']));
    if (head !== '') chosen.set(head, 'head');
    return [...chosen].map(([id, duty]): TeamMember => {
      const person = people.find(({ personId }) => personId === id);
      if (person === undefined)
        refuse(duty === 'head' ? 'head' : 'members', 'inspections:errors.notAnInspector');
      return { ...person, duty };
    });
  }

  async function unitFrom(typed: string, span: Span): Promise<Unit> {
    const found = await deps.resolveUnit(typed, firstDayOf(span.from));
    if (!('unit' in found)) refuse('unit', found.error, found.values);
    return found.unit;
  }

  /**
   * Tells the plan of the change, so that nobody approves what came after he looked: a draft gets an event, an approved
   * plan a numbered amendment. Gives back what the lines keep of it, nothing while the plan is a draft.
   */
  async function tell(change: Change, tx: Transaction): Promise<Amendment[]> {
    const { plan, action, reason } = change;
    if (plan.state === 'draft') {
      await repository.change(plan, plan, actOf(change), tx);
      return [];
    }
    const number = plan.amendments + 1;
    const act = { ...actOf(change), action: `plan_${action}` };
    await repository.change(plan, settledPlan({ ...plan, amendments: number }), act, tx);
    return [{ number, on: dayOf(act.at), reason }];
  }

  const actOf = ({ actor, action, reason }: Change) => ({
    at: clock.now(),
    by: authorOf(actor),
    action,
    ...(reason === '' ? {} : { reason }),
  });

  async function wanted(plan: Plan, input: LinesInput): Promise<[Unit, Span][]> {
    const { year, authority } = plan;
    const span = spanOf(input.span === SPREAD ? 'M01' : input.span, year);
    const units =
      input.group === undefined
        ? [await unitFrom(input.unit, span)]
        : await deps.unitsOf(areaOf(authority), input.group, firstDayOf(span.from));
    if (units.length === 0) refuse('group', 'plans:errors.noUnits');
    return input.span === SPREAD ? spread(units, year) : units.map((unit) => [unit, span]);
  }

  /** A line that may still be changed: no inspection has been made of it. */
  async function free(line: PlanLine, seen: number, tx: Transaction): Promise<void> {
    if (line.version !== seen || line.state !== 'planned') throw new Stale(`line ${line.id}`);
    if (await deps.isTaken(line.id, tx)) refuse('unit', 'plans:errors.lineTaken');
  }

  return {
    /** The line with its plan, within the actor's reach. */
    async load(actor: Actor, planId: string, id: string): Promise<{ plan: Plan; line: PlanLine }> {
      const plan = await deps.loadPlan(actor, planId);
      return { plan, line: await loadLine(plan, id) };
    },

    /** A line that an inspection may be made of, by a person of its plan's authority; undefined when there is none. */
    async offered(actor: Actor, id: string): Promise<PlanLine | undefined> {
      const line = await repository.lineById(id);
      if (line === undefined || line.state !== 'planned') return undefined;
      const plan = await deps.loadPlan(actor, line.planId).catch(() => undefined);
      const own = plan?.state === 'approved' && plan.authority.id === actor.post.unitId;
      return own && !(await deps.isTaken(id)) ? line : undefined;
    },

    /** Adds a line for one unit, or one for each unit of a kind. Answers with how many there are now more. */
    add: (actor: Actor, planId: string, input: LinesInput): Promise<number> =>
      inTransaction(async (tx) => {
        const plan = await openPlan(actor, planId, input.reason, tx);
        const [team, units] = await Promise.all([teamFrom(input, plan), wanted(plan, input)]);
        const change = { actor, plan, action: 'line_added', reason: input.reason };
        const amendments = await tell(change, tx);
        for (const [unit, span] of units) {
          const { kind, topic: vi, topicEnglish: en } = input;
          const facts = { planId, unit: snapshotOf(unit), kind, topic: { vi, en }, team, ...span };
          await repository.addLine(
            { id: newId(), ...facts, state: 'planned', amendments },
            actOf(change),
            tx,
          );
        }
        return units.length;
      }),

    /** Changes a line: another unit, time, kind, topic or team. What was approved for it stays beside it. */
    revise: (actor: Actor, planId: string, id: string, input: LineInput): Promise<PlanLine> =>
      inTransaction(async (tx) => {
        const plan = await openPlan(actor, planId, input.reason, tx);
        const before = await loadLine(plan, id, tx);
        await free(before, input.version, tx);
        const span = spanOf(input.span, plan.year);
        const moved = span.from !== before.from || span.to !== before.to;
        const change = { actor, plan, action: moved ? 'line_moved' : 'line_revised', reason: input.reason };
        const after: PlanLine = {
          ...before,
          ...span,
          unit: snapshotOf(await unitFrom(input.unit, span)),
          kind: input.kind,
          topic: { vi: input.topic, en: input.topicEnglish },
          team: await teamFrom(input, plan),
          amendments: [...before.amendments, ...(await tell(change, tx))],
        };
        if (moved && plan.state === 'approved') after.approved ??= { from: before.from, to: before.to };
        return repository.changeLine(before, after, actOf(change), tx);
      }),

    /** Takes a line out. It stays in the plan, crossed out, with the reason. */
    cancel: (actor: Actor, planId: string, id: string, seen: number, reason: string): Promise<PlanLine> =>
      inTransaction(async (tx) => {
        if (reason === '') refuse('reason', 'errors:required');
        const plan = await openPlan(actor, planId, reason, tx);
        const before = await loadLine(plan, id, tx);
        await free(before, seen, tx);
        const change = { actor, plan, action: 'line_cancelled', reason };
        const amendments = [...before.amendments, ...(await tell(change, tx))];
        return repository.changeLine(
          before,
          { ...before, state: 'cancelled', amendments },
          actOf(change),
          tx,
        );
      }),
  };
}
export type PlanLinesService = ReturnType<typeof planLinesService>;
