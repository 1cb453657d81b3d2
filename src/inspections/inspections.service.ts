import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { yearOf, type Day } from '../shared/dates.js';
import { NotFound, refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import type { CaseStep, Change } from './case-step.js';
import { assertConflictsKnown } from './conflict.js';
import { assertFollowsDraw, fromDraw, type IsDrawn } from './drawn.js';
import type { InspectionInput } from './inspection.form.js';
import { isSealed, settled, type Inspection, type InspectionAct, type Mode } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';
import { visitFacts, type VisitFactsDeps } from './visit-facts.service.js';

export type InspectionsDeps = VisitFactsDeps & {
  clock: Clock;
  inTransaction: InTransaction;
  repository: InspectionsRepository;
  step: CaseStep;
  findUnit: (id: string) => Promise<Unit | undefined>;
  /** Takes a line of a year's plan for a visit; false when the actor may not, or when somebody has. */
  takeLine: (actor: Actor, planLineId: string, tx: Transaction) => Promise<boolean>;
  isDrawn: IsDrawn;
  /** Keeps that somebody looks at a sealed visit. */
  noteLook: (actor: Actor, id: string) => Promise<void>;
};

/** Carries an inspection from its preparation to its opening or cancellation. */
export function inspectionsService(deps: InspectionsDeps) {
  const { repository, inTransaction, clock } = deps;

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Inspection> {
    const inspection = await repository.find(id, keysOf(actor), tx);
    if (inspection === undefined) throw new NotFound(`inspection ${id}`);
    return inspection;
  }

  const factsFrom = visitFacts(deps);

  const step = (
    actor: Actor,
    id: string,
    seen: number,
    act: InspectionAct,
    change: Change,
    reason?: string,
  ): Promise<Inspection> =>
    deps.step(actor, { id, seen, act, ...(reason === undefined ? {} : { reason }) }, change);

  /** The form's own id; another when a case that one may not see has it, so that nothing tells of that case. */
  const freeId = async (id: string, tx: Transaction): Promise<string> =>
    isId(id) && (await repository.get(id, tx)) === undefined ? id : newId();

  const numberFor = async (inspection: Inspection, today: Day, tx: Transaction): Promise<string> =>
    inspection.number ??
    `KT-${yearOf(today)}-${String(await repository.nextNumber(yearOf(today), tx)).padStart(4, '0')}`;

  /** A plan is no secret, so a visit that is made of it cannot be one. */
  function assertOpenlyPlanned(mode: Mode, planLineId = ''): void {
    if (planLineId !== '' && mode === 'surprise') refuse('mode', 'inspections:errors.plannedSurprise');
  }

  /** The line of the plan that a new case is made of, while it is free. */
  async function lineFrom(actor: Actor, planLineId = '', tx: Transaction): Promise<{ planLineId?: string }> {
    if (planLineId === '') return {};
    if (!(await deps.takeLine(actor, planLineId, tx))) refuse('unit', 'plans:errors.lineTaken');
    return { planLineId };
  }

  return {
    /** The case, for whoever may see it; while it is sealed, it is kept who has seen it. */
    async load(actor: Actor, id: string): Promise<Inspection> {
      const inspection = await load(actor, id);
      if (isSealed(inspection)) await deps.noteLook(actor, id);
      return inspection;
    },

    topics: (actor: Actor) => repository.topics(actor.post.unitId),

    /** People to choose from in a form. Nobody approves what he has prepared: `preparerId` is not among the approvers. */
    async candidates(
      actor: Actor,
      preparerId = actor.personId,
    ): Promise<{ inspectors: Author[]; approvers: Author[] }> {
      const { unitId } = actor.post;
      const [inspectors, supervisors] = await Promise.all([
        deps.inspectorsOf(unitId),
        deps.supervisorsOf(unitId),
      ]);
      return { inspectors, approvers: supervisors.filter(({ personId }) => personId !== preparerId) };
    },

    /** Makes the case. The form carries its id, so that sending it twice makes one case. */
    async prepare(actor: Actor, input: InspectionInput): Promise<Inspection> {
      assertAllowed(actor, 'inspection.prepare');
      assertOpenlyPlanned(input.mode, input.planLine);
      const facts = await factsFrom(actor, input, actor.personId);
      const authority = await deps.findUnit(actor.post.unitId);
      if (authority === undefined) throw new NotFound('authority');
      return inTransaction(async (tx) => {
        const existing = await repository.find(input.id, keysOf(actor), tx);
        if (existing !== undefined) return existing;
        const line = await lineFrom(actor, input.planLine, tx);
        const draw = await fromDraw(deps.isDrawn, actor, input.draw, facts, tx);
        const id = await freeId(input.id, tx);
        const inspection = settled({
          id,
          version: 0,
          authority: snapshotOf(authority),
          ...facts,
          ...line,
          ...draw,
          preparer: authorOf(actor),
          state: 'prepared',
          findings: { total: 0, open: 0 },
          sortDay: facts.plannedFrom,
          readers: [],
          history: [],
        });
        return repository.create(inspection, actOf(actor, clock.now(), 'prepared'), tx);
      });
    },

    async revise(actor: Actor, id: string, input: InspectionInput): Promise<Inspection> {
      const { preparer, planLineId } = await load(actor, id);
      assertOpenlyPlanned(input.mode, planLineId);
      const facts = await factsFrom(actor, input, preparer.personId);
      return step(actor, id, input.version, 'revise', async (before) => {
        if (before.draw !== undefined) assertFollowsDraw(before.unit.id, facts);
        return facts;
      });
    },

    /** A scheduled visit becomes known to its unit now, and gets its number now. */
    async approve(actor: Actor, id: string, seen: number): Promise<Inspection> {
      const { unit, team } = await load(actor, id);
      const people = team.map(({ personId }) => personId);
      // Posts may have changed and visits been made since the team was put together.
      const against = await deps.objectionsAt(actor, unit.id, people);
      return step(actor, id, seen, 'approve', async (inspection, today, tx) => {
        assertConflictsKnown(inspection, against);
        return {
          approvedOn: today,
          ...(inspection.mode === 'scheduled' ? { number: await numberFor(inspection, today, tx) } : {}),
        };
      });
    },

    refuse: (actor: Actor, id: string, seen: number, reason: string) =>
      step(actor, id, seen, 'refuse', async () => ({}), reason),

    /** Opened on site: from now on a surprise visit is known to everybody whom it concerns. */
    open: (actor: Actor, id: string, seen: number) =>
      step(actor, id, seen, 'open', async (inspection, today, tx) => ({
        openedOn: today,
        number: await numberFor(inspection, today, tx),
      })),

    cancel: (actor: Actor, id: string, seen: number, reason: string) =>
      step(actor, id, seen, 'cancel', async () => ({}), reason),
  };
}
export type InspectionsService = ReturnType<typeof inspectionsService>;

const actOf = (actor: Actor, at: Date, action: string) => ({ at, by: authorOf(actor), action });
