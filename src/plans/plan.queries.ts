import type { Transaction } from '../database/connect.js';
import type { State } from '../inspections/inspection.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { keysOf, reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { AmendedLine } from './amendments.js';
import { PlanLineModel, PlanModel } from './plan.model.js';
import type { Plan } from './plan.js';
import type { PlanLine } from './plan-line.js';
import { withId } from '../database/with-id.js';

export type PlanRow = Pick<Plan, 'id' | 'year' | 'authority' | 'state' | 'submittedOn' | 'amendments'>;
export type LineRow = Omit<PlanLine, 'history'>;
/** The inspection that was made of a line, as far as the reader may know of it. */
export type Made = { id: string; number?: string; state: State; openedOn?: Day };
export type LineFilter = { month?: string; kind?: string; state?: string; unit?: string };

/** The plans within the actor's reach, the latest year first. There are few. */
export async function listPlans(actor: Actor): Promise<PlanRow[]> {
  const found = await PlanModel.find({ readers: reachOf(actor) }, { history: 0, readers: 0 })
    .sort({ year: -1, _id: 1 })
    .limit(200)
    .lean();
  return found.map((row) => withId<PlanRow>(row));
}

const lineQuery = (planId: string, { month, kind, state, unit }: LineFilter): Record<string, unknown> => ({
  planId,
  ...(month === undefined ? {} : { from: { $lte: month }, to: { $gte: month } }),
  ...(kind === undefined ? {} : { kind }),
  ...(state === undefined ? {} : { state }),
  ...(unit === undefined ? {} : { 'unit.id': unit }),
});

/** One page of a plan's lines in the order of the year. */
export async function pageOfLines(
  planId: string,
  filter: LineFilter,
  key: Key | undefined,
): Promise<Page<LineRow>> {
  const { filter: beyond, sort, limit } = keyQuery('from', 1, key);
  const query = { $and: [lineQuery(planId, filter), beyond] };
  const found = await PlanLineModel.find(query, { history: 0 }).sort(sort).limit(limit).lean();
  const rows = found.map((row) => withId<LineRow>(row));
  return pageOf(rows, key, (row) => ({ value: row.from, id: row.id }));
}

export const countLines = (planId: string, tx?: Transaction): Promise<number> =>
  PlanLineModel.countDocuments({ planId, state: 'planned' }).session(tx ?? null);

export const countFiltered = (planId: string, filter: LineFilter): Promise<number> =>
  PlanLineModel.countDocuments(lineQuery(planId, filter));

export type LineFact = Pick<PlanLine, 'id' | 'from' | 'to' | 'state' | 'approved' | 'topic'> & {
  unit: { id: string };
};

/** Every line of a plan, only what figures are counted from. */
export async function lineFacts(planId: string): Promise<LineFact[]> {
  const fields = { from: 1, to: 1, state: 1, approved: 1, topic: 1, 'unit.id': 1 };
  const found = await PlanLineModel.find({ planId }, fields).lean();
  return found.map((row) => withId<LineFact>(row));
}

/** The lines that were changed since the approval, with their histories. */
export async function amendedLines(planId: string): Promise<AmendedLine[]> {
  const fields = { unit: 1, amendments: 1, history: 1, _id: 0 };
  return PlanLineModel.find({ planId, 'amendments.0': { $exists: true } }, fields).lean<AmendedLine[]>();
}

/** The inspections made of these lines that the actor may know of, by the line's id. */
export async function madeOf(actor: Actor, lineIds: readonly string[]): Promise<Map<string, Made>> {
  // All that were made of any line: looking up two thousand lines one by one takes longer than to read past others.
  const query: Record<string, unknown> = { planLineId: { $gt: '' }, readers: { $in: keysOf(actor) } };
  const fields = { planLineId: 1, number: 1, state: 1, openedOn: 1 };
  const lines = new Set(lineIds);
  const found = (await InspectionModel.find(query, fields).lean()).filter(({ planLineId }) =>
    lines.has(planLineId ?? ''),
  );
  // At most one of a line's inspections was not called off: it comes last, and so stands for its line.
  const last = found.sort((a, b) => Number(b.state === 'cancelled') - Number(a.state === 'cancelled'));
  return new Map(last.map(({ planLineId, ...row }) => [planLineId ?? '', withId<Made>(row)]));
}

/** True when an inspection that was not called off has been made of the line, whoever may know of it. */
export async function isTaken(lineId: string, tx?: Transaction): Promise<boolean> {
  const query: Record<string, unknown> = { planLineId: lineId, state: { $ne: 'cancelled' } };
  return (await InspectionModel.exists(query).session(tx ?? null)) !== null;
}

export type Visits = { visits: { unitId: string; openedOn: Day }[]; lastVisits: Map<string, Day> };

/** The opened visits of an authority that the actor may know of: those of a year, and the last one of every unit. */
export async function visitsOf(actor: Actor, authorityId: string, year: number): Promise<Visits> {
  const reach = { readers: reachOf(actor), 'authority.id': authorityId };
  const [inYear, last] = await Promise.all([
    InspectionModel.find(
      { ...reach, openedOn: { $gte: `${year}-01-01`, $lte: `${year}-12-31` } },
      { 'unit.id': 1, openedOn: 1 },
    ).lean<{ unit: { id: string }; openedOn: Day }[]>(),
    InspectionModel.aggregate<{ _id: string; on: Day }>([
      { $match: { ...reach, openedOn: { $gt: '' } } },
      { $group: { _id: '$unit.id', on: { $max: '$openedOn' } } },
    ]),
  ]);
  return {
    visits: inYear.map(({ unit, openedOn }) => ({ unitId: unit.id, openedOn })),
    lastVisits: new Map(last.map(({ _id, on }) => [_id, on])),
  };
}
