import { present } from '../shared/filter.js';

/**
 * Who ran a case and who received it, as the lists of cases are narrowed to it: the id of a unit, the mark of a cluster of
 * them, or, once that is spelled out, the ids of several parted by commas.
 */
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
const SEVERAL = ',';

/** Reads the address. */
export const readParties = (query: Record<string, string>): PartyFilter =>
  present(Object.fromEntries(words.map((word) => [word, query[word]?.slice(0, LONGEST)])));

/** The ids that a filter speaks of. */
export const partyIds = (filter: PartyFilter): string[] => words.flatMap((word) => filter[word] ?? []);

/** The filter with the units of a cluster in its place; `members` by what stands in the address. */
export const spelledOut = <F extends PartyFilter>(filter: F, members: Map<string, readonly string[]>): F => ({
  ...filter,
  ...present(Object.fromEntries(words.map((word) => [word, members.get(filter[word] ?? '')?.join(SEVERAL)]))),
});

/** Below several units is what is not one of them. */
const OWN = { below: FIELDS.authority, within: FIELDS.unit } as const;

/** The database's words for it; the fields are those of every case. */
export const partyMatch = (filter: PartyFilter): Record<string, unknown> =>
  Object.assign(
    {},
    ...words.map((word) => {
      const ids = filter[word]?.split(SEVERAL) ?? [];
      if (ids.length < 2) return ids.length === 0 ? {} : { [FIELDS[word]]: ids[0] };
      const others = word === 'below' || word === 'within' ? { [OWN[word]]: { $nin: ids } } : {};
      return { [FIELDS[word]]: { $in: ids }, ...others };
    }),
  ) as Record<string, unknown>;
