import type { Actor, Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import { checksFrom, type Checkable } from './checks.js';
import { acceptedConflicts, type Objection } from './conflict.js';
import type { InspectionInput } from './inspection.form.js';
import type { InspectionsRepository } from './inspections.repository.js';
import { teamFrom } from './team.js';

type Resolved = { unit: Unit } | { error: string; values?: Record<string, unknown> };

export type VisitFactsDeps = {
  repository: Pick<InspectionsRepository, 'topics'>;
  resolveUnit: (text: string, day: Day) => Promise<Resolved>;
  /** People who may be put on a team, and who may approve, in an authority. */
  inspectorsOf: (authorityId: string) => Promise<Author[]>;
  supervisorsOf: (authorityId: string) => Promise<Author[]>;
  /** The findings that a follow-up visit to a unit may go to see. */
  checkable: (actor: Actor, unitId: string) => Promise<Checkable[]>;
  /** What speaks against people at a unit, by their ids. */
  objectionsAt: (actor: Actor, unitId: string, personIds: string[]) => Promise<Map<string, Objection[]>>;
};

/** Reads what the form of a visit says into what a case keeps, with names looked up. */
export function visitFacts(deps: VisitFactsDeps) {
  /** The English of a topic that this authority has used before: nobody types it twice. */
  const knownEnglish = async (actor: Actor, topic: string): Promise<string> =>
    (await deps.repository.topics(actor.post.unitId)).find((known) => known.vi === topic)?.en ?? '';

  /** Everything that the form says. Throws `Invalid` beside the field that is wrong. */
  return async (actor: Actor, input: InspectionInput, preparerId: string) => {
    const resolved = await deps.resolveUnit(input.unit, input.plannedFrom);
    if (!('unit' in resolved)) refuse('unit', resolved.error, resolved.values);
    const people = await deps.inspectorsOf(actor.post.unitId);
    const supervisors = await deps.supervisorsOf(actor.post.unitId);
    const approver = supervisors.find((person) => person.personId === input.approver);
    if (approver === undefined) refuse('approver', 'inspections:errors.notASupervisor');
    if (approver.personId === preparerId) refuse('approver', 'inspections:errors.approverIsPreparer');
    const team = teamFrom(input, people);
    const against = await deps.objectionsAt(
      actor,
      resolved.unit.id,
      team.map(({ personId }) => personId),
    );
    return {
      unit: snapshotOf(resolved.unit),
      mode: input.mode,
      kind: input.kind,
      topic: { vi: input.topic, en: input.topicEnglish || (await knownEnglish(actor, input.topic)) },
      decision: {
        number: input.decisionNumber,
        ...(input.decisionOn === undefined ? {} : { on: input.decisionOn }),
      },
      plannedFrom: input.plannedFrom,
      plannedTo: input.plannedTo,
      team,
      checks: await checksFrom(input, () => deps.checkable(actor, resolved.unit.id)),
      conflicts: acceptedConflicts(team, against, input.conflictReasons ?? {}),
      approver,
    };
  };
}
