import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain, type Announce } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import { PlanLineModel, PlanModel } from './plan.model.js';
import type { Plan } from './plan.js';
import type { PlanLine } from './plan-line.js';

const lines = journaledRepository<PlanLine>('plan_line', PlanLineModel as never);

export function plansRepository(announce: Announce<Plan>) {
  const plans = journaledRepository<Plan>('plan', PlanModel as never, announce);
  return {
    create: plans.create,
    change: plans.change,
    addLine: lines.create,
    changeLine: lines.change,

    /** The plan, if one of the keys opens it. What one may not see is not there. */
    find: (id: string, keys: readonly ReaderKey[], tx?: Transaction) =>
      plans.findOne({ _id: id, readers: { $in: [...keys] } }, tx),

    ofYear: (authorityId: string, year: number, tx?: Transaction) =>
      plans.findOne({ 'authority.id': authorityId, year }, tx),

    /** A line of a plan that has been loaded within the actor's reach. */
    line: (planId: string, id: string, tx?: Transaction) => lines.findOne({ _id: id, planId }, tx),

    /** How many of these lines the plan has already. */
    linesThere: (planId: string, ids: readonly string[], tx: Transaction): Promise<number> =>
      PlanLineModel.countDocuments({ planId, _id: { $in: [...ids] } }).session(tx),

    /** The lines that stand in a plan, only what tells one visit from another. */
    async standingLines(planId: string, tx?: Transaction) {
      const fields = { 'unit.id': 1, kind: 1, topic: 1, from: 1, to: 1 };
      const found = await PlanLineModel.find({ planId, state: 'planned' }, fields)
        .session(tx ?? null)
        .lean();
      return found as unknown as Pick<PlanLine, 'unit' | 'kind' | 'topic' | 'from' | 'to'>[];
    },

    /** A line whose plan is not known yet. */
    lineById: (id: string, tx?: Transaction) => lines.findOne({ _id: id }, tx),

    async *all(): AsyncGenerator<Plan> {
      for await (const found of PlanModel.find().lean().cursor()) yield plain<Plan>(found);
    },
    async *allLines(): AsyncGenerator<PlanLine> {
      for await (const found of PlanLineModel.find().lean().cursor()) yield plain<PlanLine>(found);
    },
  };
}
export type PlansRepository = ReturnType<typeof plansRepository>;
