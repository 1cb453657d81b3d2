import { inTransaction } from '../database/connect.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { HandlingsService } from '../handling/handlings.service.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { peopleRepository } from '../people/people.repository.js';
import { arrangingService } from '../rearrangements/arranging.service.js';
import { casesToCarry } from '../rearrangements/carried.queries.js';
import { carryingService } from '../rearrangements/carrying.service.js';
import { rearrangementsRepository } from '../rearrangements/rearrangements.repository.js';
import { rearrangementsService } from '../rearrangements/rearrangements.service.js';
import type { Clock } from '../shared/clock.js';
import { unitsRepository } from '../units/units.repository.js';
import type { UnitsService } from '../units/units.service.js';

type Parts = {
  clock: Clock;
  units: UnitsService;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  handlings: HandlingsService;
};

/** The parts that carry a decision on units out: units first, then what they leave. */
export function rearrangementServices({ clock, units, inspections, findings, handlings }: Parts) {
  const { arrangementOf } = arrangingService({ units: unitsRepository, resolve: units.resolve });
  return rearrangementsService({
    clock,
    inTransaction,
    repository: rearrangementsRepository,
    units: unitsRepository,
    arrangementOf,
    carrying: carryingService({
      inTransaction,
      people: peopleRepository,
      inspections,
      findings,
      passOn: handlings.passOn,
      casesToCarry,
    }),
  });
}
