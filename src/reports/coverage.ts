import { kinds, type Kind } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import type { Unit, UnitKind } from '../units/unit.js';
import { isNothing, nothing, scopes, type Count, type Scope, type Spread } from './scope.js';
import type { Period } from './period.js';

export const unitGroups = ['departments', 'districts', 'communes'] as const;
export type UnitGroup = (typeof unitGroups)[number];

const GROUP_OF: Record<UnitKind, UnitGroup | undefined> = {
  city: undefined,
  department: 'departments',
  urban_district: 'districts',
  rural_district: 'districts',
  town: 'districts',
  ward: 'communes',
  commune: 'communes',
  township: 'communes',
};

/** A unit below the one that reports, with the days of its existence. */
export type CoveredUnit = Pick<Unit, 'id' | 'code' | 'kind' | 'name' | 'parentId' | 'validFrom' | 'validTo'>;
/** That a unit was inspected at all, by this kind, in this part of the year; and on which days. */
export type Visited = { scopes: readonly Scope[]; inMonth: boolean; unitId: string; kind: Kind; days: Day[] };

/** How many of the units that existed in the period were inspected: once is enough. */
export type Coverage = {
  group: UnitGroup;
  units: Count;
  counts: Spread;
  byKind: { kind: Kind; counts: Spread }[];
};

export const groupOf = ({ kind }: Pick<Unit, 'kind'>): UnitGroup | undefined => GROUP_OF[kind];

const existsSince = (unit: CoveredUnit, from: string): boolean =>
  unit.validTo === undefined || unit.validTo >= from;

/** Counts different units, not visits. */
function countUnits(visits: readonly Visited[]): Spread {
  const spread = nothing();
  for (const scope of scopes) {
    const here = visits.filter((visit) => visit.scopes.includes(scope));
    const month = new Set(here.filter((visit) => visit.inMonth).map((visit) => visit.unitId));
    spread[scope] = { month: month.size, year: new Set(here.map((visit) => visit.unitId)).size };
  }
  return spread;
}

const membersOf = (units: readonly CoveredUnit[], group: UnitGroup): CoveredUnit[] =>
  units.filter((unit) => groupOf(unit) === group);

/** `units` are those below the reporting unit that existed at some time between `since` and `to`. */
export function coverageOf(
  units: readonly CoveredUnit[],
  visits: readonly Visited[],
  { from }: Period,
): Coverage[] {
  return unitGroups.flatMap((group) => {
    const members = membersOf(units, group);
    if (members.length === 0) return [];
    const ids = new Set(members.map((unit) => unit.id));
    const inside = visits.filter((visit) => ids.has(visit.unitId));
    return [
      {
        group,
        units: { month: members.filter((unit) => existsSince(unit, from)).length, year: members.length },
        counts: countUnits(inside),
        byKind: kinds
          .map((kind) => ({ kind, counts: countUnits(inside.filter((visit) => visit.kind === kind)) }))
          .filter(({ counts }) => !isNothing(counts)),
      },
    ];
  });
}

export type CoverageOf = { group: UnitGroup; scope: Scope; span: 'month' | 'year'; kind?: Kind };

/** The units behind a figure of coverage, and those that were not inspected. */
export function unitsBehind(
  units: readonly CoveredUnit[],
  visits: readonly Visited[],
  { from }: Period,
  { group, scope, span, kind }: CoverageOf,
): { covered: CoveredUnit[]; missed: CoveredUnit[] } {
  const counts = (visit: Visited) =>
    visit.scopes.includes(scope) &&
    (span === 'year' || visit.inMonth) &&
    (kind === undefined || visit.kind === kind);
  const ids = new Set(visits.filter(counts).map((visit) => visit.unitId));
  const members = membersOf(units, group).filter((unit) => span === 'year' || existsSince(unit, from));
  return {
    covered: members.filter((unit) => ids.has(unit.id)),
    missed: members.filter((unit) => !ids.has(unit.id)),
  };
}
