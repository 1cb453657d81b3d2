import type { Actor } from './actor.js';

/**
 * Who may see a case is written on the case itself, as keys, so that one indexed field answers it for every list,
 * count, report and page:
 *   `person:ID`  the people named on it: who prepares it, the team, who approves it
 *   `area:ID`    inspectors, supervisors and leaders whose post lies in this unit
 *   `unit:ID`    the officers of the inspected unit
 */
export type ReaderKey = `person:${string}` | `area:${string}` | `unit:${string}`;

/** A unit with the units above it, nearest first. */
export type Lineage = { id: string; ancestorIds: readonly string[] };

export type Visibility = {
  /** Known to the people named on it and to nobody else. */
  sealed: boolean;
  /** The inspected unit, and whoever leads it or its area, has been told. */
  disclosed: boolean;
  named: readonly string[];
  authority: Lineage;
  unit: Lineage;
  /** The units that answer for the case since a rearrangement; those of its making keep their keys. */
  heirs?: { authority?: Lineage; unit?: Lineage } | undefined;
};

/** The keys to write on a case, a finding or a file. Sorted, so that equal visibility is equal text. */
export function readersOf(subject: Visibility): ReaderKey[] {
  const keys = new Set<ReaderKey>(subject.named.map((id): ReaderKey => `person:${id}`));
  const addArea = (lineage: Lineage) =>
    [lineage.id, ...lineage.ancestorIds].forEach((id) => keys.add(`area:${id}`));
  const { authority, unit, heirs = {} } = subject;
  const present = (lineages: (Lineage | undefined)[]) => lineages.filter((one) => one !== undefined);
  if (!subject.sealed) present([authority, heirs.authority]).forEach(addArea);
  if (!subject.sealed && subject.disclosed) {
    present([unit, heirs.unit]).forEach((lineage) => {
      addArea(lineage);
      keys.add(`unit:${lineage.id}`);
    });
  }
  return [...keys].sort();
}

/** The officers of the inspected unit, and of the unit that answers for it now. */
export const officersOf = ({
  unit,
  heirs,
}: {
  unit: { id: string };
  heirs?: { unit?: { id: string } };
}): ReaderKey[] =>
  [unit, heirs?.unit].flatMap((one): ReaderKey[] => (one === undefined ? [] : [`unit:${one.id}`]));

/** The one key that lists, counts and reports use: everything the post may see that is not sealed. */
export function reachOf(actor: Actor): ReaderKey {
  const { role, unitId } = actor.post;
  if (role === 'officer') return `unit:${unitId}`;
  if (role === 'administrator') return `person:${actor.personId}`;
  return `area:${unitId}`;
}

/** The keys that open a single page: the post's, and being named. */
export const keysOf = (actor: Actor): ReaderKey[] => [reachOf(actor), `person:${actor.personId}`];

export const maySee = (actor: Actor, readers: readonly string[]): boolean =>
  keysOf(actor).some((key) => readers.includes(key));
