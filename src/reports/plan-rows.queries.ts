import { InspectionModel } from '../inspections/inspection.model.js';
import { PlanLineModel, PlanModel } from '../plans/plan.model.js';
import type { PlanLine } from '../plans/plan-line.js';
import { yearOf } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { PlanRow } from './plan-figures.js';
import { readable, type Ground } from './report-pipelines.js';
import { scopesOf } from './scope.js';

const LINE = { planId: 1, unit: 1, kind: 1, topic: 1, from: 1, to: 1, state: 1, approved: 1, amendments: 1 };

/** What was made of lines, once it was opened; by the line. A visit that is still sealed is not in it. */
async function doneOf(ground: Ground, lineIds: readonly string[]) {
  const opened = { planLineId: { $in: [...lineIds] }, openedOn: { $gt: '', $lte: ground.period.to } };
  const fields = { planLineId: 1, number: 1, openedOn: 1 };
  const found = await InspectionModel.find({ ...readable(ground), ...opened }, fields).lean();
  return new Map(
    found.map(({ _id, planLineId, number, openedOn }) => [
      planLineId ?? '',
      { id: _id, number: number ?? '', on: openedOn ?? '' },
    ]),
  );
}

/** The lines of the approved plans of the year that a report may be made of. */
export async function planRows(ground: Ground): Promise<PlanRow[]> {
  const year = yearOf(ground.period.to);
  const plans = await PlanModel.find(
    { ...readable(ground), year, state: 'approved' },
    { authority: 1 },
  ).lean();
  if (plans.length === 0) return [];
  const authorities = new Map(plans.map(({ _id, authority }) => [_id, authority as UnitSnapshot]));
  const found = await PlanLineModel.find({ planId: { $in: [...authorities.keys()] } }, LINE)
    .sort({ from: 1, _id: 1 })
    .lean();
  const lines = found as unknown as (PlanLine & { _id: string })[];
  const done = await doneOf(
    ground,
    lines.map(({ _id }) => _id),
  );
  return lines.flatMap(({ _id, planId, unit, kind, topic, from, to, state, approved, amendments }) => {
    const authority = authorities.get(planId);
    if (authority === undefined) return [];
    const changedOn = amendments.at(-1)?.on;
    const visit = done.get(_id);
    return [
      {
        ...{ id: _id, planId, kind, topic, unit: unit.name, authority: authority.name },
        ...(approved ?? { from, to }),
        ...(approved === undefined || changedOn === undefined ? {} : { movedOn: changedOn }),
        ...(state === 'cancelled' && changedOn !== undefined ? { cancelledOn: changedOn } : {}),
        ...(visit === undefined ? {} : { done: visit }),
        scopes: scopesOf({ authority, unit }, ground.unitIds),
      },
    ];
  });
}
