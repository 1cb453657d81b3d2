import { present } from '../shared/filter.js';

/** Who ran a case and who received it, as the lists of cases are narrowed to it: ids of units. */
export type PartyFilter = {
  /** The inspecting authority, and the inspected unit. */
  authority?: string;
  unit?: string;
  /** Authorities below this unit, or units inspected below it; not the unit itself. */
  below?: string;
  within?: string;
};

const FIELDS = {
  unit: 'unit.id',
  authority: 'authority.id',
  below: 'authority.ancestorIds',
  within: 'unit.ancestorIds',
} as const;
type PartyWord = keyof typeof FIELDS;
const words = Object.keys(FIELDS) as PartyWord[];

const LONGEST = 64;

/** Reads the address. */
export const readParties = (query: Record<string, string>): PartyFilter =>
  present(Object.fromEntries(words.map((word) => [word, query[word]?.slice(0, LONGEST)])));

/** The ids that a filter speaks of. */
export const partyIds = (filter: PartyFilter): string[] => words.flatMap((word) => filter[word] ?? []);

/** The database's words for it; the fields are those of every case. */
export const partyMatch = (filter: PartyFilter): Record<string, string> =>
  Object.fromEntries(
    words.flatMap((word) => {
      const id = filter[word];
      return id === undefined ? [] : [[FIELDS[word], id]];
    }),
  );
