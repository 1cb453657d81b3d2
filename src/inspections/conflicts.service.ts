import type { ServiceRecord } from '../people/service-record.js';
import type { Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { latestFirst, objectionsTo, type Objection, type PastVisit } from './conflict.js';

export type ConflictsDeps = {
  clock: Clock;
  /** The unit and every unit that it came from. */
  lineOf: (unitId: string) => Promise<string[]>;
  /** Where people hold and held posts. */
  serviceRecords: (personIds: string[]) => Promise<ServiceRecord[]>;
  /** How many of the latest visits in a row are too many, by the setting of the day. */
  mostVisits: (day: Day) => Promise<number>;
  pastVisits: (actor: Actor, line: readonly string[], on: Day, most: number) => Promise<PastVisit[]>;
  unitsVisitedBy: (actor: Actor, personIds: readonly string[], on: Day) => Promise<string[]>;
  visitsOfUnits: (actor: Actor, unitIds: readonly string[], on: Day) => Promise<Map<string, PastVisit[]>>;
};

/** What speaks against the people of a team, for many units at once: the lines of the units come with the question. */
export type TeamObjections = (line: readonly string[]) => { name: string; objections: Objection[] }[];

/** Who should not be on a team that visits a unit, as far as the house knows and the asker may. */
export function conflictsService(deps: ConflictsDeps) {
  return {
    /** What speaks against each of these people at the unit; those against whom nothing speaks are left out. */
    async at(actor: Actor, unitId: string, personIds: string[]): Promise<Map<string, Objection[]>> {
      const today = dayOf(deps.clock.now());
      const [line, most, records] = await Promise.all([
        deps.lineOf(unitId),
        deps.mostVisits(today),
        deps.serviceRecords(personIds),
      ]);
      const visits = await deps.pastVisits(actor, line, today, most);
      const found = records.map(
        (record) => [record.personId, objectionsTo(record, { line, visits, most })] as const,
      );
      return new Map(found.filter(([, objections]) => objections.length > 0));
    },

    /** The same for a whole team and many units, judged as of a day. */
    async ofTeam(
      actor: Actor,
      personIds: string[],
      lines: ReadonlyMap<string, readonly string[]>,
      on: Day,
    ): Promise<TeamObjections> {
      const [records, most, touched] = await Promise.all([
        deps.serviceRecords(personIds),
        deps.mostVisits(on),
        deps.unitsVisitedBy(actor, personIds, on),
      ]);
      const met = new Set(touched);
      const related = [...lines.values()].filter((line) => line.some((id) => met.has(id)));
      const visits = await deps.visitsOfUnits(actor, [...new Set(related.flat())], on);
      return (line) => {
        const past = latestFirst(line.flatMap((id) => visits.get(id) ?? []));
        const judged = records.map((record) => ({
          name: record.name,
          objections: objectionsTo(record, { line, visits: past, most }),
        }));
        return judged.filter(({ objections }) => objections.length > 0);
      };
    },
  };
}
export type ConflictsService = ReturnType<typeof conflictsService>;
