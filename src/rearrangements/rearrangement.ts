import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import { addDays, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { existsOn, type Succession, type Unit, type UnitSnapshot } from '../units/unit.js';

/** A decision on the arrangement of units: which end, which follow them, and from which day. */
export type Rearrangement = Journaled & {
  decision: { number: string; on: Day };
  /** The first day of the successors; the units that end exist until the day before. */
  effectiveOn: Day;
  predecessors: (UnitSnapshot & { ends: boolean })[];
  /** The first of them takes over accounts and cases. */
  successors: (UnitSnapshot & { isNew: boolean })[];
  /** What has been carried over so far; cases that are still sealed are carried and not counted. */
  carried: Carried;
  state: 'recorded' | 'carried';
  by: Author;
  at: Date;
};

export type Carried = { accounts: number; cases: number; findings: number };
export const nothingCarried: Carried = { accounts: 0, cases: 0, findings: 0 };

/** What a decision comes to, before anything is written. */
export type Arrangement = {
  effectiveOn: Day;
  predecessors: { unit: Unit; ends: boolean }[];
  successors: { unit: Unit; isNew: boolean }[];
  links: Succession[];
};

/** The last day of the units that end. */
export const eveOf = (effectiveOn: Day): Day => addDays(effectiveOn, -1);

/**
 * Works out who follows whom. A unit that stands on both sides goes on existing; the others on the left end. One
 * successor takes everything; of several, each takes a part.
 */
export function arrange(
  effectiveOn: Day,
  predecessors: readonly Unit[],
  successors: readonly { unit: Unit; isNew: boolean }[],
): Arrangement {
  const staying = new Set(successors.map(({ unit }) => unit.id));
  const passing = predecessors.map((unit) => ({ unit, ends: !staying.has(unit.id) }));
  const late = passing.find(({ unit, ends }) => ends && !existsOn(unit, eveOf(effectiveOn)));
  if (late !== undefined) refuse('predecessors', 'rearrangements:errors.notThen', { name: late.unit.name });
  if (passing.every(({ ends }) => !ends) && successors.every(({ isNew }) => !isNew))
    refuse('predecessors', 'rearrangements:errors.nothing');
  const extent = successors.length === 1 ? 'full' : 'partial';
  const links = passing.flatMap(({ unit }) =>
    successors
      .filter((successor) => successor.unit.id !== unit.id)
      .map((successor): Succession => ({
        fromId: unit.id,
        toId: successor.unit.id,
        on: effectiveOn,
        extent,
      })),
  );
  return { effectiveOn, predecessors: passing, successors: [...successors], links };
}
