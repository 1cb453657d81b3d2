import type { Receipt } from '../calendar/working-calendar.js';
import type { Author } from '../policies/actor.js';
import { caseWorkflow, type CaseAct } from '../policies/case-workflow.js';
import { lineIn } from '../policies/workflow-line.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import type { Event } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { heirIdsOf, type Heirs, type UnitSnapshot } from '../units/unit.js';
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

export const states = [
  'prepared',
  'approved',
  'opened',
  'minuted',
  'answering',
  'concluded',
  'closed',
  'cancelled',
] as const;
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

export const minutesOutcomes = ['signed', 'reserved', 'refused'] as const;
export type MinutesOutcome = (typeof minutesOutcomes)[number];

/** The minutes of a visit (Decree 30/2020, form 1.9): written on site, then signed, or not. */
export type Minutes = {
  on: Day;
  /** Hours and minutes: `08:00`. */
  begunAt: string;
  endedAt: string;
  place: string;
  /** Who was there for the unit, one a line. */
  present: string;
  /** Who speaks and signs for the unit, with the post. */
  representative: string;
  /** What was looked at and how. */
  course: string;
  unitWords: string;
  signing?: {
    outcome: MinutesOutcome;
    /** The unit's reservations, or why it would not sign. */
    words: string;
    /** Two persons in whose presence the unit refused. */
    witnesses: { name: string; post: string }[];
    on: Day;
  };
};

/** Law 10/2022/QH15, Articles 46 and 47: results of inspections are made public inside the unit. */
export type Publication = {
  deadline: Receipt;
  done?: { on: Day; place: string; by: Author; at: Date; files: KeptFile[] };
};

/** A file that is kept with a case; the same facts as those of evidence, which comes later in the house. */
export type KeptFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  caption: string;
  receivedAt: Date;
  by: Author;
  purpose: 'publication';
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
  heirs?: Heirs;
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
  /** What stands in the minutes, once they are written. */
  minutes?: Minutes;
  /** The day by which the visit is to be concluded, from the minutes on. */
  conclusionDue?: Receipt;
  /** That the unit was given the draft to answer, and until when. */
  reply?: { deliveredOn: Day; deadline: Receipt };
  /** The unit's duty to make the conclusion public inside. */
  publication?: Publication;
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

export type InspectionAct = CaseAct;

/** The step that an act takes in a state; undefined when the act is not possible there. */
export const transitionFor = (act: InspectionAct, state: State) => lineIn<State>(caseWorkflow[act], state);

/** While a visit is being written up, its unit knows nothing of what was found. */
export const isWriting = (state: State): boolean => state === 'opened' || state === 'minuted';

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
  ...heirIdsOf(inspection),
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
    heirs: inspection.heirs,
  }),
});
