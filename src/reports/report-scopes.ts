import type { UnitKind } from '../units/unit.js';
import type { ReportFacts } from './report.js';
import { basisOf, scopes, type Basis, type Scope } from './scope.js';

const INSPECTING: readonly UnitKind[] = ['city', 'urban_district', 'rural_district', 'town'];

/**
 * The columns of a report. Left to itself it tells what its unit usually has to tell: cities and districts inspect, wards
 * and departments are inspected. Asked to count by one side, it tells all of that side. What happened besides is shown as
 * well; only what units below received has to be asked for, because it is mostly what the authorities here ran.
 */
export function scopesShown(
  kinds: readonly UnitKind[],
  by: Basis | undefined,
  present: (scope: Scope) => boolean,
): Scope[] {
  const inspects = kinds.some((kind) => INSPECTING.includes(kind));
  const usual: Record<Scope, boolean> = {
    own: inspects || by === 'authority',
    below: kinds.includes('city'),
    received: kinds.some((kind) => kind !== 'city'),
    within: inspects,
  };
  return scopes.filter((scope) =>
    by === undefined
      ? scope !== 'within' && (usual[scope] || present(scope))
      : basisOf(scope) === by && (usual[scope] || present(scope)),
  );
}

/** Without what no column tells. */
export const toldBy =
  (shown: readonly Scope[]) =>
  <Row extends { scopes: readonly Scope[] }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.scopes.some((scope) => shown.includes(scope)));

/** The facts that a column tells: a report of a unit reads everything that happened in its area. */
export function onlyShown<T extends ReportFacts>(facts: T, shown: readonly Scope[]): T {
  const told = toldBy(shown);
  const { inspections, earlier, visited, findings, remediation, rulings, handlings, plan, practices, annex } =
    facts;
  return {
    ...facts,
    inspections: told(inspections),
    earlier: told(earlier),
    visited: told(visited),
    findings: told(findings),
    remediation: told(remediation),
    rulings: told(rulings),
    handlings: told(handlings),
    plan: told(plan),
    practices: told(practices),
    ...(annex === undefined
      ? {}
      : {
          annex: {
            inspections: told(annex.inspections),
            earlier: told(annex.earlier),
            findings: told(annex.findings),
            evidence: told(annex.evidence ?? []),
          },
        }),
  };
}
