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
};

/** The keys to write on a case, a finding or a file. Sorted, so that equal visibility is equal text. */
export function readersOf(subject: Visibility): ReaderKey[] {
  const keys = new Set<ReaderKey>(subject.named.map((id): ReaderKey => `person:${id}`));
  const addArea = (lineage: Lineage) =>
    [lineage.id, ...lineage.ancestorIds].forEach((id) => keys.add(`area:${id}`));
  if (!subject.sealed) addArea(subject.authority);
  if (!subject.sealed && subject.disclosed) {
    addArea(subject.unit);
    keys.add(`unit:${subject.unit.id}`);
  }
  return [...keys].sort();
}

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
