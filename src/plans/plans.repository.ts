import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import { PlanLineModel, PlanModel } from './plan.model.js';
import type { Plan } from './plan.js';
import type { PlanLine } from './plan-line.js';

const plans = journaledRepository<Plan>('plan', PlanModel as never);
const lines = journaledRepository<PlanLine>('plan_line', PlanLineModel as never);

export const plansRepository = {
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

  /** A line whose plan is not known yet. */
  lineById: (id: string, tx?: Transaction) => lines.findOne({ _id: id }, tx),

  async *all(): AsyncGenerator<Plan> {
    for await (const found of PlanModel.find().lean().cursor()) yield plain<Plan>(found);
  },
  async *allLines(): AsyncGenerator<PlanLine> {
    for await (const found of PlanLineModel.find().lean().cursor()) yield plain<PlanLine>(found);
  },
};
export type PlansRepository = typeof plansRepository;
