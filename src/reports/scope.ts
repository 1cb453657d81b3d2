/**
 * How a case stands to the unit of a report: run by it, run by an authority below it, or received by it. A figure is
 * always counted by the authority that ran the inspection, so that a city's own visits and a district's are not mixed.
 */
export const scopes = ['own', 'below', 'received'] as const;
export type Scope = (typeof scopes)[number];

/** A number for the month and one for the year up to the month's end. */
export type Count = { month: number; year: number };
export type Spread = Record<Scope, Count>;

/** A number of cases that are alike, as the database counted them. */
export type Tally = { scopes: readonly Scope[]; inMonth: boolean; count: number };

export const nothing = (): Spread => ({
  own: { month: 0, year: 0 },
  below: { month: 0, year: 0 },
  received: { month: 0, year: 0 },
});

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

/** Who ran a case and who received it, with the units above the authority. */
export type Parties = { authority: { id: string; ancestorIds: readonly string[] }; unit: { id: string } };

export function scopesOf({ authority, unit }: Parties, unitId: string): Scope[] {
  const stands: Record<Scope, boolean> = {
    own: authority.id === unitId,
    below: authority.ancestorIds.includes(unitId),
    received: unit.id === unitId,
  };
  return scopes.filter((scope) => stands[scope]);
}
