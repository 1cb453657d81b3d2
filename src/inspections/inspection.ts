import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import type { Event } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { Check } from './checks.js';
import type { Conflict } from './conflict.js';

export const modes = ['surprise', 'scheduled'] as const;
export type Mode = (typeof modes)[number];

export const kinds = [
  'public_service',
  'specialised',
  'thematic',
  'administrative_reform',
  'follow_up',
  'directed',
] as const;
export type Kind = (typeof kinds)[number];

export const states = ['prepared', 'approved', 'opened', 'concluded', 'closed', 'cancelled'] as const;
export type State = (typeof states)[number];

export const duties = ['head', 'secretary', 'member'] as const;
export type Duty = (typeof duties)[number];
export type TeamMember = Author & { duty: Duty };

/** What lists say of a case's findings without reading them. Worked out again whenever one of them changes. */
export type Tally = {
  total: number;
  /** Not closed and not withdrawn. */
  open: number;
  /** The earliest due date among those that wait for the unit. */
  nextDueOn?: Day;
};

/** A visit of a team to a unit, from its preparation to its last remedied finding. */
export type Inspection = {
  id: string;
  version: number;
  /** Given when others first learn of it, so that no gap in the series betrays a sealed visit. */
  number?: string;
  authority: UnitSnapshot;
  /** The unit as it was when the inspection was prepared. */
  unit: UnitSnapshot;
  mode: Mode;
  kind: Kind;
  topic: Bilingual;
  decision: { number: string; on?: Day };
  plannedFrom: Day;
  plannedTo: Day;
  team: TeamMember[];
  preparer: Author;
  approver: Author;
  /** The draw that chose the unit. It is sealed longer than this visit, so pages ask whether the reader may see it. */
  draw?: string;
  state: State;
  approvedOn?: Day;
  openedOn?: Day;
  /** When the conclusion was delivered to the unit: the event from which the terms run. */
  deliveredOn?: Day;
  concludedOn?: Day;
  conclusion?: string;
  closedOn?: Day;
  findings: Tally;
  /** The day by which lists are sorted: opened, else planned. */
  sortDay: Day;
  readers: ReaderKey[];
  /** The line of a year's plan that it was made of. */
  planLineId?: string;
  /** Where the facts of an imported or demonstration case come from. */
  source?: string;
  /** Who is on the team in spite of what speaks against it, each with the reason. */
  conflicts?: Conflict[];
  /** What a follow-up visit goes to see. */
  checks?: Check[];
  history: Event[];
};

export type InspectionAct =
  'reopen' | 'revise' | 'approve' | 'refuse' | 'open' | 'conclude' | 'close' | 'cancel';

/** One line of the lifecycle. `event` is the word kept in the history. */
export type Transition<Act extends string, S extends string> = {
  act: Act;
  from: readonly S[];
  to: S;
  event: string;
  reason?: 'needed';
};

export const lifecycle: readonly Transition<InspectionAct, State>[] = [
  { act: 'revise', from: ['prepared'], to: 'prepared', event: 'revised' },
  { act: 'approve', from: ['prepared'], to: 'approved', event: 'approved' },
  { act: 'refuse', from: ['prepared'], to: 'prepared', event: 'refused', reason: 'needed' },
  { act: 'open', from: ['approved'], to: 'opened', event: 'opened' },
  { act: 'conclude', from: ['opened'], to: 'concluded', event: 'concluded' },
  { act: 'close', from: ['concluded'], to: 'closed', event: 'closed' },
  { act: 'reopen', from: ['closed'], to: 'concluded', event: 'reopened' },
  { act: 'cancel', from: ['prepared', 'approved'], to: 'cancelled', event: 'cancelled', reason: 'needed' },
];

/** The line for an act in a state; undefined when the act is not possible there. */
export const transitionFor = (act: InspectionAct, state: State) =>
  lifecycle.find((line) => line.act === act && line.from.includes(state));

/** A surprise visit is known only to the people named on it until it is opened; called off, it stays so. */
export const isSealed = ({ mode, openedOn }: Pick<Inspection, 'mode' | 'openedOn'>): boolean =>
  mode === 'surprise' && openedOn === undefined;

/** The unit learns of a scheduled visit when it is approved, of a surprise visit when it is opened. */
export const isDisclosed = ({ mode, approvedOn, openedOn }: Inspection): boolean =>
  mode === 'scheduled' ? approvedOn !== undefined : openedOn !== undefined;

export const namedOn = ({ preparer, approver, team }: Inspection): string[] => [
  ...new Set([preparer.personId, approver.personId, ...team.map((member) => member.personId)]),
];

/** What the rules of permission ask about an inspection. */
export const subjectOf = (inspection: Inspection): Subject => ({
  preparerId: inspection.preparer.personId,
  approverId: inspection.approver.personId,
  teamIds: inspection.team.map((member) => member.personId),
  authorityId: inspection.authority.id,
  unitId: inspection.unit.id,
});

/** Brings the fields that follow from the others up to date: who may see it, and where lists show it. */
export const settled = (inspection: Inspection): Inspection => ({
  ...inspection,
  sortDay: inspection.openedOn ?? inspection.plannedFrom,
  readers: readersOf({
    sealed: isSealed(inspection),
    disclosed: isDisclosed(inspection),
    named: namedOn(inspection),
    authority: inspection.authority,
    unit: inspection.unit,
  }),
});
