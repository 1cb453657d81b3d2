import { fingerprint } from '../history/event.js';
import type { Objection } from '../inspections/conflict.js';
import { daysBetween, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Unit, UnitKind } from '../units/unit.js';

/** What is known of a unit together with those that it came from: one that has a new name has not been left in peace. */
export function factsOfLine(line: readonly string[], facts: ReadonlyMap<string, UnitFacts>): UnitFacts {
  const known = line.flatMap((id) => facts.get(id) ?? []);
  const total = (count: (one: UnitFacts) => number) => known.reduce((sum, one) => sum + count(one), 0);
  const lastVisitOn = known
    .flatMap((one) => one.lastVisitOn ?? [])
    .sort()
    .at(-1);
  return {
    serious: total(({ serious }) => serious),
    ...(lastVisitOn === undefined ? {} : { lastVisitOn }),
    burden: {
      visits: total(({ burden }) => burden?.visits ?? 0),
      requests: total(({ burden }) => burden?.requests ?? 0),
    },
  };
}

/** What is known of a unit when it is weighed: what the person who draws may read, and nothing that is sealed. */
export type UnitFacts = {
  /** Findings of the gravest kind that are still open. */
  serious: number;
  lastVisitOn?: Day;
  /** Complaints of citizens about it, as the person who draws has typed them; absent when there are none. */
  complaints?: number;
  /** What inspections have asked of it in the year before: opened visits, and findings to remedy. Weighs nothing. */
  burden?: { visits: number; requests: number };
};

export type Parameters = {
  /** The units are those that exist on this day. */
  on: Day;
  kind?: UnitKind;
  /** Id of a unit above them. */
  below?: string;
  /** A unit is left in peace for so many days, that of the visit included. */
  restDays: number;
  /** What an open serious finding, and a quarter of a year without a visit, adds to the weight. */
  seriousWeight: number;
  absenceWeight: number;
  /** What each complaint adds, and where their numbers come from; absent when none were typed. */
  complaints?: { weight: number; source: string };
  /** How many units are drawn. */
  count: number;
};

type Named = { id: string; code: string; name: Bilingual };
export type Candidate = Named & UnitFacts & { weight: number };

/** `conflict`: somebody of the team serves there; `served` and `visited`: he did, or was on all of its latest visits. */
export type ExclusionKind = 'recent' | 'conflict' | 'served' | 'visited' | 'typed';
export type Exclusion = { why: ExclusionKind; text: string };
export type Excluded = Named & { reasons: Exclusion[] };

/** Everything that the result follows from, but for the seed. Its fingerprint is kept with the draw. */
export type DrawList = {
  scheme: (typeof SCHEMES)[number];
  authorityId: string;
  teamIds: string[];
  parameters: Parameters;
  candidates: Candidate[];
  excluded: Excluded[];
};

/**
 * Names of the rules of this file and of sampling.ts: the first without complaints, the second with them. Whoever changes
 * what comes of a list and a seed gives a new name.
 */
export const SCHEMES = ['ky-cuong-draw-1', 'ky-cuong-draw-2'] as const;

/** Findings, quarters and complaints beyond these weigh no more, so that no unit is as good as chosen. */
const MOST_FINDINGS = 5;
const MOST_QUARTERS = 8;
const MOST_COMPLAINTS = 10;
const QUARTER = 91;

/** 1, and more for open serious findings, every full quarter without a visit, and complaints; a whole number. */
export function weightOf(
  { serious, lastVisitOn, complaints = 0 }: UnitFacts,
  parameters: Parameters,
): number {
  const { on, seriousWeight, absenceWeight } = parameters;
  const passed = lastVisitOn === undefined ? Infinity : daysBetween(lastVisitOn, on) / QUARTER;
  const quarters = Math.max(0, Math.min(MOST_QUARTERS, Math.floor(passed)));
  return (
    1 +
    seriousWeight * Math.min(serious, MOST_FINDINGS) +
    absenceWeight * quarters +
    (parameters.complaints?.weight ?? 0) * Math.min(complaints, MOST_COMPLAINTS)
  );
}

const byCode = (a: { code: string; id: string }, b: { code: string; id: string }): number => {
  const [one, other] = a.code === b.code ? [a.id, b.id] : [a.code, b.code];
  return one < other ? -1 : 1;
};

export type ListSources = {
  authorityId: string;
  units: readonly Unit[];
  /** Of each unit, with those that it came from counted in. */
  facts: ReadonlyMap<string, UnitFacts>;
  teamIds: readonly string[];
  /** What speaks against people of the team, by the ids of units. */
  conflicts: ReadonlyMap<string, readonly { name: string; objections: readonly Objection[] }[]>;
  /** Typed reasons by the ids of units. */
  typed: ReadonlyMap<string, string>;
  /** Typed numbers of complaints by the ids of units. */
  complaints: ReadonlyMap<string, number>;
};

const exclusionFor = (objection: Objection): ExclusionKind =>
  objection.why === 'visited' ? 'visited' : objection.to === undefined ? 'conflict' : 'served';

function exclusionsOf(unit: Unit, facts: UnitFacts, sources: ListSources, parameters: Parameters) {
  const { lastVisitOn } = facts;
  const reasons: Exclusion[] = [];
  if (lastVisitOn !== undefined && daysBetween(lastVisitOn, parameters.on) < parameters.restDays)
    reasons.push({ why: 'recent', text: lastVisitOn });
  for (const { name, objections } of sources.conflicts.get(unit.id) ?? [])
    for (const why of new Set(objections.map(exclusionFor))) reasons.push({ why, text: name });
  const typed = sources.typed.get(unit.id);
  if (typed !== undefined) reasons.push({ why: 'typed', text: typed });
  return reasons;
}

/** Parts the units into those that may be drawn, with their weights, and those left out, with every reason. */
export function makeList(sources: ListSources, parameters: Parameters): DrawList {
  const candidates: Candidate[] = [];
  const excluded: Excluded[] = [];
  for (const unit of [...sources.units].sort(byCode)) {
    if (unit.id === sources.authorityId) continue;
    const complaints = sources.complaints.get(unit.id);
    const facts = {
      ...(sources.facts.get(unit.id) ?? { serious: 0 }),
      ...(complaints === undefined ? {} : { complaints }),
    };
    const named = { id: unit.id, code: unit.code, name: unit.name };
    const reasons = exclusionsOf(unit, facts, sources, parameters);
    if (reasons.length > 0) excluded.push({ ...named, reasons });
    else candidates.push({ ...named, ...facts, weight: weightOf(facts, parameters) });
  }
  const teamIds = [...sources.teamIds].sort();
  const scheme = SCHEMES[parameters.complaints === undefined ? 0 : 1];
  return { scheme, authorityId: sources.authorityId, teamIds, parameters, candidates, excluded };
}

/** SHA-256 of the list's canonical text (JSON, keys in order), in hexadecimal digits. */
export const fingerprintOf = (list: DrawList): string => fingerprint(list);

/** At least half of the shorter list stands on both: drawing from the one again is drawing a second time. */
export function shareCandidates(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  const known = new Set(a.map(({ id }) => id));
  const shared = b.filter(({ id }) => known.has(id)).length;
  return shared > 0 && shared * 2 >= Math.min(a.length, b.length);
}
