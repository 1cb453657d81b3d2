import type { ServiceRecord } from '../people/service-record.js';
import type { Day } from '../shared/dates.js';
import { Invalid } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';

/** Why somebody should not inspect a unit: he serves or served there, or was on all of its latest visits. */
export type Objection =
  { why: 'served'; unit: Bilingual; from?: Day; to?: Day } | { why: 'visited'; count: number; lastOn: Day };

/** Somebody on a team in spite of what speaks against it, and why he is on it. */
export type Conflict = { personId: string; name: string; objections: Objection[]; reason: string };

/** An opened visit and who was on its team. */
export type PastVisit = { openedOn: Day; teamIds: readonly string[] };

/** The latest first. */
export const latestFirst = (visits: readonly PastVisit[]): PastVisit[] =>
  [...visits].sort((a, b) => b.openedOn.localeCompare(a.openedOn));

export type Ground = {
  /** The unit and all that it came from. */
  line: readonly string[];
  /** Opened visits of the whole line, the latest first. */
  visits: readonly PastVisit[];
  /** So many visits in a row are too many. */
  most: number;
};

/** What speaks against a person at a unit. Pure: alike for a form, for a case and for a draw. */
export function objectionsTo(
  { personId, terms }: ServiceRecord,
  { line, visits, most }: Ground,
): Objection[] {
  const served = terms
    .filter(({ unitId }) => line.includes(unitId))
    .map(({ unitName, from, to }): Objection => ({
      why: 'served',
      unit: unitName,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    }));
  const latest = visits.slice(0, most);
  const always = latest.length === most && latest.every(({ teamIds }) => teamIds.includes(personId));
  const lastOn = latest[0]?.openedOn;
  return always && lastOn !== undefined ? [...served, { why: 'visited', count: most, lastOn }] : served;
}

/** The conflicts of a team, each with its reason. Throws `Invalid` beside everybody who has none. */
export function acceptedConflicts(
  team: readonly { personId: string; name: string }[],
  objections: ReadonlyMap<string, Objection[]>,
  reasons: Readonly<Record<string, string>>,
): Conflict[] {
  const conflicts = team.flatMap(({ personId, name }) => {
    const against = objections.get(personId);
    return against === undefined
      ? []
      : [{ personId, name, objections: against, reason: reasons[personId] ?? '' }];
  });
  const missing = conflicts.filter(({ reason }) => reason === '');
  if (missing.length === 0) return conflicts;
  throw new Invalid(
    missing.map(({ personId, name }) => ({
      field: `conflict-${personId}`,
      message: 'inspections:errors.conflict',
      values: { name },
    })),
  );
}

/**
 * Throws `Invalid` when something speaks against a member of the team that nobody has given a reason for: it came up
 * after the team was put together.
 */
export function assertConflictsKnown(
  {
    team,
    conflicts = [],
  }: { team: readonly { personId: string; name: string }[]; conflicts?: readonly Conflict[] },
  objections: ReadonlyMap<string, Objection[]>,
): void {
  const fresh = team.filter(({ personId }) => {
    const known = conflicts.find((one) => one.personId === personId)?.objections.map(({ why }) => why) ?? [];
    return (objections.get(personId) ?? []).some(({ why }) => !known.includes(why));
  });
  if (fresh.length === 0) return;
  const names = fresh.map(({ name }) => name).join(', ');
  throw new Invalid([{ field: 'main', message: 'inspections:errors.freshConflict', values: { names } }]);
}
