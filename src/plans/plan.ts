import type { Event } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';

export const planStates = ['draft', 'approved'] as const;
export type PlanState = (typeof planStates)[number];

/** From when on the plan's checks warn. The settings propose them; each plan has its own. */
export type PlanLimits = {
  /** A unit that nobody has visited for this many months should be in the plan. */
  monthsBetween: number;
  /** More visits than this in one month are more than the teams can do. */
  visitsPerMonth: number;
};

/** What an authority means to inspect in a year. Its lines are documents of their own. */
export type Plan = {
  id: string;
  version: number;
  year: number;
  authority: UnitSnapshot;
  /** The paper that it was issued by; the clerk gives the number. */
  document: { number: string; on?: Day };
  /** What the year is about: every topic should have a line. */
  topics: Bilingual[];
  limits: PlanLimits;
  preparer: Author;
  approver: Author;
  state: PlanState;
  /** When it was laid before the approver; taken back by every change of a draft. */
  submittedOn?: Day;
  approvedOn?: Day;
  /** How often it was amended since its approval: the number of the last amendment. */
  amendments: number;
  readers: ReaderKey[];
  /** Where an invented plan comes from. */
  source?: string;
  history: Event[];
};

/** What the rules of permission ask about a plan. */
export const subjectOfPlan = ({ preparer, approver, authority }: Plan): Subject => ({
  preparerId: preparer.personId,
  approverId: approver.personId,
  teamIds: [],
  authorityId: authority.id,
  unitId: authority.id,
});

/** The authority's people, those above it, and the two who answer for it see a plan; the units do not. */
export const settledPlan = (plan: Plan): Plan => ({
  ...plan,
  readers: readersOf({
    sealed: false,
    disclosed: false,
    named: [plan.preparer.personId, plan.approver.personId],
    authority: plan.authority,
    unit: plan.authority,
  }),
});

/** A draft that waits for its approver. */
export const isWaiting = ({ state, submittedOn }: Pick<Plan, 'state' | 'submittedOn'>): boolean =>
  state === 'draft' && submittedOn !== undefined;

/** The draft as one works on it again. */
export function unsubmitted<P extends Pick<Plan, 'submittedOn'>>(plan: P): Omit<P, 'submittedOn'> {
  const { submittedOn: _submitted, ...rest } = plan;
  return rest;
}

/** The unit whose subordinates an authority inspects: a department inspects for the unit above it. */
export const areaOf = ({ kind, id, ancestorIds }: UnitSnapshot): string =>
  kind === 'department' ? (ancestorIds[0] ?? id) : id;
