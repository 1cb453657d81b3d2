import type { Actor, Author } from '../policies/actor.js';
import type { TeamObjections } from '../inspections/conflicts.service.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { addDays, dayOf, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { Unit } from '../units/unit.js';
import type { Criteria } from './draw.form.js';
import { factsOfLine, makeList, type DrawList, type Parameters, type UnitFacts } from './draw-list.js';
import { REPETITION_DAYS, wouldRepeat, type DrawRow } from './draw.js';
import type { DrawsRepository } from './draws.repository.js';

type Resolved = { unit: Unit } | { error: string; values?: Record<string, unknown> };

export type DrawPoolDeps = {
  clock: Clock;
  repository: Pick<DrawsRepository, 'recent'>;
  resolveUnit: (text: string, day: Day) => Promise<Resolved>;
  unitsOn: (day: Day) => Promise<Unit[]>;
  inspectorsOf: (authorityId: string) => Promise<Author[]>;
  /** Each unit with all that it came from. */
  linesOf: (unitIds: readonly string[]) => Promise<Map<string, string[]>>;
  objectionsTo: (
    actor: Actor,
    personIds: string[],
    lines: ReadonlyMap<string, readonly string[]>,
    on: Day,
  ) => Promise<TeamObjections>;
  readFacts: (actor: Actor, on: Day) => Promise<Map<string, UnitFacts>>;
};

export type Pool = { list: DrawList; team: Author[]; earlier: DrawRow[] };

/** From which units a draw is made: filter, exclusions and weights, as the person who draws may know them. */
export function drawPoolService(deps: DrawPoolDeps) {
  async function unitNamed(text: string, day: Day, field: string): Promise<Unit> {
    const found = await deps.resolveUnit(text, day);
    if (!('unit' in found)) refuse(field, found.error, found.values);
    return found.unit;
  }

  async function typedReasons({ exclusions, on }: Criteria): Promise<Map<string, string>> {
    const typed = new Map<string, string>();
    for (const { row, unit, reason } of exclusions)
      typed.set((await unitNamed(unit, on, `excludedUnit${row}`)).id, reason);
    return typed;
  }

  async function typedComplaints({ complaints, on }: Criteria): Promise<Map<string, number>> {
    const typed = new Map<string, number>();
    for (const { unit, count } of complaints) {
      const { id } = await unitNamed(unit, on, 'complaints');
      if (typed.has(id)) refuse('complaints', 'draws:errors.complaintTwice', { unit });
      typed.set(id, count);
    }
    return typed;
  }

  async function teamOf(actor: Actor, ids: string[]): Promise<Author[]> {
    const people = await deps.inspectorsOf(actor.post.unitId);
    const team = people.filter(({ personId }) => ids.includes(personId));
    if (team.length < new Set(ids).size) refuse('team', 'inspections:errors.notAnInspector');
    return team;
  }

  async function parametersOf(criteria: Criteria): Promise<Parameters> {
    const { kind, on, restDays, seriousWeight, absenceWeight, count, complaintWeight, complaintSource } =
      criteria;
    const below = criteria.below === '' ? undefined : await unitNamed(criteria.below, on, 'below');
    return {
      on,
      restDays,
      seriousWeight,
      absenceWeight,
      count,
      ...(kind === undefined ? {} : { kind }),
      ...(below === undefined ? {} : { below: below.id }),
      ...(criteria.complaints.length === 0
        ? {}
        : { complaints: { weight: complaintWeight, source: complaintSource } }),
    };
  }

  return {
    people: ({ post }: Actor) => deps.inspectorsOf(post.unitId),

    /** The list to draw from, and the earlier draws, among those the actor knows of, that it would repeat. */
    async list(actor: Actor, criteria: Criteria): Promise<Pool> {
      assertAllowed(actor, 'draw.make');
      const today = dayOf(deps.clock.now());
      if (criteria.on > today) refuse('on', 'draws:errors.inFuture');
      const [parameters, typed, complaints, team] = await Promise.all([
        parametersOf(criteria),
        typedReasons(criteria),
        typedComplaints(criteria),
        teamOf(actor, criteria.team),
      ]);
      const { on, kind, below } = parameters;
      const [units, facts, recent] = await Promise.all([
        deps.unitsOn(on),
        deps.readFacts(actor, on),
        deps.repository.recent(keysOf(actor), addDays(today, -REPETITION_DAYS), today),
      ]);
      const meant = units.filter(
        (unit) =>
          unit.kind !== 'city' &&
          (kind === undefined || unit.kind === kind) &&
          (below === undefined || unit.ancestorIds.includes(below)),
      );
      const authorityId = actor.post.unitId;
      const teamIds = team.map(({ personId }) => personId);
      const lines = await deps.linesOf(meant.map(({ id }) => id));
      const against = await deps.objectionsTo(actor, teamIds, lines, on);
      const perLine = <T>(judge: (line: string[]) => T) =>
        new Map([...lines].map(([id, line]) => [id, judge(line)] as const));
      const sources = {
        authorityId,
        units: meant,
        facts: perLine((line) => factsOfLine(line, facts)),
        teamIds,
        conflicts: perLine(against),
        typed,
        complaints,
      };
      const list = makeList(sources, parameters);
      return { list, team, earlier: recent.filter((other) => wouldRepeat(list, today, other)) };
    },
  };
}
export type DrawPoolService = ReturnType<typeof drawPoolService>;
