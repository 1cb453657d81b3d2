/**
 * How a case stands to the unit of a report: run by it, run by an authority below it, received by it, or received by a
 * unit below it. A column tells one of them, so that a city's own visits and a district's are not mixed.
 */
export const scopes = ['own', 'below', 'received', 'within'] as const;
export type Scope = (typeof scopes)[number];

/** Which side of an inspection is counted: the authority that ran it, or the unit that received it. */
export const bases = ['authority', 'unit'] as const;
export type Basis = (typeof bases)[number];

export const basisOf = (scope: Scope): Basis => (scope === 'own' || scope === 'below' ? 'authority' : 'unit');

/** A number for the month and one for the year up to the month's end. */
export type Count = { month: number; year: number };
export type Spread = Record<Scope, Count>;

/** A number of cases that are alike, as the database counted them. */
export type Tally = { scopes: readonly Scope[]; inMonth: boolean; count: number };

export const nothing = (): Spread => ({
  own: { month: 0, year: 0 },
  below: { month: 0, year: 0 },
  received: { month: 0, year: 0 },
  within: { month: 0, year: 0 },
});

/** All that is counted of the year, whatever column tells it: for an order. */
export const inAll = ({ counts }: { counts: Spread }): number =>
  scopes.reduce((sum, scope) => sum + counts[scope].year, 0);

export const isNothing = (spread: Spread): boolean => scopes.every((scope) => spread[scope].year === 0);

/** Adds up tallies for each scope; what lies in the month also lies in the year. */
export function sumUp(tallies: readonly Tally[]): Spread {
  const sum = nothing();
  for (const { scopes: standing, inMonth, count } of tallies) {
    for (const scope of standing) {
      sum[scope].year += count;
      if (inMonth) sum[scope].month += count;
    }
  }
  return sum;
}

/** Who ran a case and who received it, with the units above each. */
export type Parties = Record<Basis, { id: string; ancestorIds: readonly string[] }>;

/** The stored fields that `scopesOf` needs. */
export const PARTY_FIELDS = {
  'authority.id': 1,
  'authority.ancestorIds': 1,
  'unit.id': 1,
  'unit.ancestorIds': 1,
} as const;

/** `unitIds`: the unit of the report, or those of its cluster; what is one of them is not below another as well. */
export function scopesOf({ authority, unit }: Parties, unitIds: readonly string[]): Scope[] {
  const isOne = ({ id }: Parties[Basis]) => unitIds.includes(id);
  const isBelow = (party: Parties[Basis]) =>
    !isOne(party) && party.ancestorIds.some((id) => unitIds.includes(id));
  const stands: Record<Scope, boolean> = {
    own: isOne(authority),
    below: isBelow(authority),
    received: isOne(unit),
    within: isBelow(unit),
  };
  return scopes.filter((scope) => stands[scope]);
}
