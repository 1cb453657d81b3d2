import { inTransaction } from '../database/connect.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { PeopleService } from '../people/people.service.js';
import { planChanges } from '../plans/plan-changes.service.js';
import { planLineImport } from '../plans/plan-line-import.service.js';
import { planLinesService } from '../plans/plan-lines.service.js';
import { countLines, isTaken } from '../plans/plan.queries.js';
import { plansRepository } from '../plans/plans.repository.js';
import { plansService } from '../plans/plans.service.js';
import type { Clock } from '../shared/clock.js';
import { unitsRepository } from '../units/units.repository.js';
import type { UnitsService } from '../units/units.service.js';

type PlanParts = { clock: Clock; notices: NoticesService; units: UnitsService; people: PeopleService };

/** The parts that carry the plan of a year. */
export function planServices({ clock, notices, units, people }: PlanParts) {
  const repository = plansRepository(notices.ofPlan);
  const plans = plansService({
    clock,
    inTransaction,
    repository,
    findUnit: units.find,
    supervisorsOf: people.supervisorsOf,
    countLines,
  });
  const { load: loadPlan } = plans;
  const changes = planChanges({ clock, repository, loadPlan, inspectorsOf: people.inspectorsOf });
  return {
    plans,
    planLines: planLinesService({
      inTransaction,
      repository,
      changes,
      loadPlan,
      resolveUnit: units.resolve,
      unitsOf: (below, kind, on) => unitsRepository.matching({ below, kind, on }),
      isTaken,
    }),
    lineImport: planLineImport({ repository, changes, resolveUnit: units.resolve }),
    store: repository,
  };
}
