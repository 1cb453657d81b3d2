import { inTransaction } from '../database/connect.js';
import { readDrawFacts } from '../draws/draw-facts.queries.js';
import { drawPoolService } from '../draws/draw-pool.service.js';
import { countSealedVisits, visitsOfDraw } from '../draws/drawn-visits.queries.js';
import { drawsRepository } from '../draws/draws.repository.js';
import { drawsService } from '../draws/draws.service.js';
import { newSeed } from '../draws/seed.js';
import { journalLinesOf } from '../history/journal.repository.js';
import type { ConflictsService } from '../inspections/conflicts.service.js';
import type { LooksService } from '../inspections/looks.service.js';
import type { PeopleService } from '../people/people.service.js';
import type { Clock } from '../shared/clock.js';
import type { UnitsService } from '../units/units.service.js';

type DrawParts = {
  clock: Clock;
  units: UnitsService;
  people: PeopleService;
  conflicts: ConflictsService;
  looks: LooksService;
};

/** The parts that draw units for surprise visits. */
export const drawServices = ({ clock, units, people, conflicts, looks }: DrawParts) =>
  drawsService({
    clock,
    inTransaction,
    repository: drawsRepository,
    pool: drawPoolService({
      clock,
      repository: drawsRepository,
      resolveUnit: units.resolve,
      unitsOn: units.currentOn,
      inspectorsOf: people.inspectorsOf,
      linesOf: units.linesOf,
      objectionsTo: conflicts.ofTeam,
      readFacts: readDrawFacts,
    }),
    newSeed,
    noteLook: looks.note,
    findUnit: units.find,
    countSealedVisits,
    visitsOfDraw,
    journalLines: journalLinesOf,
  });
