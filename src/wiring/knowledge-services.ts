import type { SignsService } from '../checklists/signs.service.js';
import { inTransaction } from '../database/connect.js';
import { conflictsService } from '../inspections/conflicts.service.js';
import { pastVisits, unitsVisitedBy, visitsOfUnits } from '../inspections/conflict.queries.js';
import { looksService } from '../inspections/looks.service.js';
import { looksRepository } from '../inspections/looks.repository.js';
import { repetitionsService } from '../findings/repetitions.service.js';
import { earlierFindings } from '../findings/earlier.queries.js';
import type { PeopleService } from '../people/people.service.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import type { UnitsService } from '../units/units.service.js';

type Parts = {
  clock: Clock;
  units: UnitsService;
  people: PeopleService;
  settings: SettingsService;
  signs: SignsService;
};

/** What is known from before: who served where and visited what, who looked at what is sealed, what was found already. */
export function knowledgeServices({ clock, units, people, settings, signs }: Parts) {
  const conflicts = conflictsService({
    clock,
    lineOf: units.lineOf,
    serviceRecords: people.serviceRecords,
    mostVisits: async (day) => (await settings.limits('rotation', day)).visits,
    pastVisits,
    unitsVisitedBy,
    visitsOfUnits,
  });
  const looks = looksService({ clock, inTransaction, repository: looksRepository });
  const repetitions = repetitionsService({
    clock,
    lineOf: units.lineOf,
    earlier: earlierFindings,
    ruleOn: (day) => settings.limits('repetition', day),
    codesNow: signs.codesNow,
  });
  return { conflicts, looks, repetitions };
}
