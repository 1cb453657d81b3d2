import type { InTransaction, Transaction } from '../database/connect.js';
import type { Actor } from '../policies/actor.js';
import { firstDayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { snapshotOf, type Unit, type UnitKind } from '../units/unit.js';
import { SPREAD, type LineInput, type LinesInput } from './plan.form.js';
import { areaOf, type Plan } from './plan.js';
import { idsFrom, type NewLine, type PlanChanges } from './plan-changes.service.js';
import { spanOf, spread, type PlanLine, type Span } from './plan-line.js';
import type { PlansRepository } from './plans.repository.js';

type Resolved = { unit: Unit } | { error: string; values?: Record<string, unknown> };

export type PlanLinesDeps = {
  inTransaction: InTransaction;
  repository: PlansRepository;
  changes: PlanChanges;
  loadPlan: (actor: Actor, id: string, tx?: Transaction) => Promise<Plan>;
  resolveUnit: (text: string, day: Day) => Promise<Resolved>;
  /** The units of a kind in an area on a day. */
  unitsOf: (area: string, kind: UnitKind, day: Day) => Promise<Unit[]>;
  /** True when an inspection that was not called off has been made of the line. */
  isTaken: (lineId: string, tx?: Transaction) => Promise<boolean>;
};

/** Puts lines into a plan, moves them and takes them out. In an approved plan each of these is a numbered amendment. */
export function planLinesService({ inTransaction, repository, changes, ...deps }: PlanLinesDeps) {
  async function loadLine(plan: Plan, id: string, tx?: Transaction): Promise<PlanLine> {
    const line = await repository.line(plan.id, id, tx);
    if (line === undefined) throw new NotFound(`line ${id} of plan ${plan.id}`);
    return line;
  }

  async function unitFrom(typed: string, span: Span): Promise<Unit> {
    const found = await deps.resolveUnit(typed, firstDayOf(span.from));
    if (!('unit' in found)) refuse('unit', found.error, found.values);
    return found.unit;
  }

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

  /** The line with its plan when a visit may be made of it. Only what one may not see counts as not there. */
  async function openTo(actor: Actor, id: string, tx?: Transaction) {
    const line = await repository.lineById(id, tx);
    if (line === undefined || line.state !== 'planned') return undefined;
    const plan = await deps.loadPlan(actor, line.planId, tx).catch((error: unknown) => {
      if (error instanceof NotFound) return undefined;
      throw error;
    });
    if (plan?.state !== 'approved' || plan.authority.id !== actor.post.unitId) return undefined;
    return (await deps.isTaken(id, tx)) ? undefined : { plan, line };
  }

  return {
    /** The line with its plan, within the actor's reach. */
    async load(actor: Actor, planId: string, id: string): Promise<{ plan: Plan; line: PlanLine }> {
      const plan = await deps.loadPlan(actor, planId);
      return { plan, line: await loadLine(plan, id) };
    },

    /** A line that an inspection may be made of, by a person of its plan's authority; undefined when there is none. */
    offered: async (actor: Actor, id: string): Promise<PlanLine | undefined> =>
      (await openTo(actor, id))?.line,

    /**
     * Takes a line for an inspection that is being prepared, in the same transaction: of two who take it at once, and of
     * one who takes it while another changes it, the second meets the write of the first. False when it is not to be had.
     */
    async take(actor: Actor, id: string, tx: Transaction): Promise<boolean> {
      const found = await openTo(actor, id, tx);
      if (found === undefined) return false;
      const act = changes.actOf({ actor, plan: found.plan, action: 'line_taken', reason: '' });
      await repository.changeLine(found.line, found.line, act, tx);
      return true;
    },

    /** Adds a line for one unit, or one for each unit of a kind. Answers with how many there are now more. */
    add: (actor: Actor, planId: string, input: LinesInput): Promise<number> =>
      inTransaction(async (tx) => {
        const plan = await changes.openPlan(actor, planId, tx);
        const { kind, topic: vi, topicEnglish: en, reason } = input;
        const [team, units] = await Promise.all([
          changes.teamFrom(input.head, input.members, plan),
          wanted(plan, input),
        ]);
        const lines = units.map(([unit, span]): NewLine => ({
          unit: snapshotOf(unit),
          kind,
          topic: { vi, en },
          team,
          ...span,
        }));
        const idOf = idsFrom(input.id, planId, reason);
        const known = await repository.linesThere(planId, lines.map(idOf), tx);
        if (known > 0) return 0;
        changes.assertReason(plan, reason);
        await changes.addLines({ actor, plan, action: 'line_added', reason }, lines, idOf, tx);
        return lines.length;
      }),

    /** Changes a line: another unit, time, kind, topic or team. What was approved for it stays beside it. */
    revise: (actor: Actor, planId: string, id: string, input: LineInput): Promise<PlanLine> =>
      inTransaction(async (tx) => {
        const plan = await changes.openPlan(actor, planId, tx);
        changes.assertReason(plan, input.reason);
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
          team: await changes.teamFrom(input.head, input.members, plan),
          amendments: [...before.amendments, ...(await changes.tell(change, tx))],
        };
        if (moved && plan.state === 'approved') after.approved ??= { from: before.from, to: before.to };
        return repository.changeLine(before, after, changes.actOf(change), tx);
      }),

    /** Takes a line out. It stays in the plan, crossed out, with the reason. */
    cancel: (actor: Actor, planId: string, id: string, seen: number, reason: string): Promise<PlanLine> =>
      inTransaction(async (tx) => {
        if (reason === '') refuse('reason', 'errors:required');
        const plan = await changes.openPlan(actor, planId, tx);
        const before = await loadLine(plan, id, tx);
        await free(before, seen, tx);
        const change = { actor, plan, action: 'line_cancelled', reason };
        const amendments = [...before.amendments, ...(await changes.tell(change, tx))];
        return repository.changeLine(
          before,
          { ...before, state: 'cancelled', amendments },
          changes.actOf(change),
          tx,
        );
      }),
  };
}
