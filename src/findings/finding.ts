import type { Receipt } from '../calendar/working-calendar.js';
import type { Event } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import { findingWorkflow, type FindingAct } from '../policies/workflow.js';
import { lineIn } from '../policies/workflow-line.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { heirIdsOf, type Heirs, type UnitSnapshot } from '../units/unit.js';
import type { Withdrawal } from './evidence-item.js';
import type { Failure } from './failure.js';
import type { ExtensionState, LedgerEntry } from './ledger.js';
import type { Remediation, RemedyAction, RemedyDraft } from './remedy.js';
import type { Repetition } from './repetition.js';
import type { Reply } from './reply.js';
import type { FollowUpCheck, Spell } from './spell.js';

/** The three grades of the field: tồn tại, hạn chế, khuyết điểm, from mild to serious. */
export const severities = ['minor', 'moderate', 'serious'] as const;
export type Severity = (typeof severities)[number];

export const findingStates = [
  'recorded',
  'minuted',
  'told',
  'answered',
  'settled',
  'to_remedy',
  'reported',
  'returned',
  'closed',
  'withdrawn',
] as const;
export type FindingState = (typeof findingStates)[number];

/** States in which something is still to be done about the finding. */
export const openStates: readonly FindingState[] = findingStates.filter(
  (state) => state !== 'closed' && state !== 'withdrawn',
);

/** How a due date came about; kept with the date so that nobody need dispute it. */
export type Deadline = Receipt;

/** What a file is there for: what was found, what the unit did or says, a signed paper, that a conclusion was made public, the unit's own report, that its head consents, a decision on who answers. */
export const evidencePurposes = [
  'finding',
  'remediation',
  'reply',
  'document',
  'publication',
  'report',
  'consent',
  'handling',
] as const;
export type EvidencePurpose = (typeof evidencePurposes)[number];

/** A file that proves something: what is known of it stands in the finding, and so in its hashed history. */
export type EvidenceItem = {
  /** The id of the stored file. */
  id: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  caption: string;
  receivedAt: Date;
  by: Author;
  purpose: EvidencePurpose;
  /** Taken back: it proves nothing any more and is shown to nobody, but it stays. */
  withdrawn?: Withdrawal;
};

export type SignReference = { code: string; version: number; text: Bilingual; provisional: boolean };

/** The item of the checklist that was not met, as it stood in its version. */
export type ItemReference = { code: string; checklist: number; text: Bilingual };

/** States in which it is the unit's turn. */
export const waitingForUnit: readonly FindingState[] = ['to_remedy', 'returned'];

/** Something found wrong in an inspection, and its way to being put right. */
export type Finding = {
  id: string;
  version: number;
  /** Its place in the inspection, from 1. Printed as `KT-2026-0142/1`. */
  ordinal: number;
  inspectionId: string;
  inspectionNumber: string;
  authority: UnitSnapshot;
  unit: UnitSnapshot;
  heirs?: Heirs;
  /** The people of the inspection, for the rules of permission. */
  preparerId: string;
  approverId: string;
  teamIds: string[];
  /** Who was asked to judge its remedy; while nobody was, the team does. */
  verifier?: Author;
  sign: SignReference;
  /** None for what was found beside the checklist. */
  item?: ItemReference;
  severity: Severity;
  seen: string;
  legalBasis: string;
  mustDo: string;
  responsiblePost: string;
  /** Working days allowed for the remediation. */
  term: number;
  foundOn: Day;
  state: FindingState;
  deadline?: Deadline;
  /** Every request to move the due date and every move, the earliest first. Nothing else moves it. */
  ledger?: LedgerEntry[];
  /** How the last request for more time stands: for lists. */
  extension?: ExtensionState;
  /** The due date for lists: the deadline's, else the last day of time. */
  dueOn: Day;
  /** The due date that was fixed first, where it has been moved since. */
  firstDueOn?: Day;
  /** The unit's answers before the conclusion, the last of them the one that counts. */
  replies?: Reply[];
  /** When the unit was told of it with the draft of the conclusion. */
  toldOn?: Day;
  /** The steps that the unit has made of what must be done. */
  actions?: RemedyAction[];
  /** A report that waits inside the unit for its head. */
  draft?: RemedyDraft;
  remediations: Remediation[];
  /** What was decided each time that it was not remedied; and the finding that this one records a failure of. */
  failures?: Failure[];
  failureOf?: { id: string; number: string; heard: string };
  /** When the unit last reported; lists of what waits go by it. */
  reportedAt?: Date;
  /** The day the unit first reported a remediation that was accepted: late or on time is judged by it. */
  remediedOn?: Day;
  closedOn?: Day;
  evidence: EvidenceItem[];
  concludedOn?: Day;
  readers: ReaderKey[];
  source?: string;
  /** What was said to earlier findings of the unit that are like it. */
  repetition?: Repetition;
  /** What follow-up visits have seen of it. */
  checks?: FollowUpCheck[];
  /** The day on which it was last opened again, and the spells before that day. */
  reopenedOn?: Day;
  spells?: Spell[];
  history: Event[];
};

/** Sorts after every real due date. */
export const NO_DUE_DATE: Day = '9999-12-31';

export type { FindingAct };

export const findingTransitionFor = (act: FindingAct, state: FindingState) =>
  lineIn<FindingState>(findingWorkflow[act], state);

export const findingNumber = ({ inspectionNumber, ordinal }: Pick<Finding, 'inspectionNumber' | 'ordinal'>) =>
  `${inspectionNumber}/${ordinal}`;

export const findingSubject = (finding: Finding): Subject => ({
  preparerId: finding.preparerId,
  approverId: finding.approverId,
  teamIds: finding.teamIds,
  ...(finding.verifier === undefined ? {} : { verifierId: finding.verifier.personId }),
  authorityId: finding.authority.id,
  unitId: finding.unit.id,
  ...heirIdsOf(finding),
});

const wasMoved = (deadline: Deadline | undefined): deadline is Deadline =>
  deadline !== undefined && deadline.firstDueOn !== deadline.dueOn;

/** Nobody twice, so that equal visibility is equal text. */
const namedOn = ({ preparerId, approverId, teamIds, verifier }: Finding): string[] => [
  ...new Set([preparerId, approverId, ...teamIds, ...(verifier === undefined ? [] : [verifier.personId])]),
];

/**
 * The unit sees a finding from the draft of the conclusion on, not while it is being written; and then for good. What it
 * must put right at once it sees from the moment at which it was told so.
 */
export const settledFinding = ({ firstDueOn: _first, ...finding }: Finding): Finding => ({
  ...finding,
  dueOn: finding.deadline?.dueOn ?? NO_DUE_DATE,
  ...(wasMoved(finding.deadline) ? { firstDueOn: finding.deadline.firstDueOn } : {}),
  readers: readersOf({
    sealed: false,
    disclosed: (finding.toldOn ?? finding.concludedOn ?? finding.deadline) !== undefined,
    named: namedOn(finding),
    authority: finding.authority,
    unit: finding.unit,
    heirs: finding.heirs,
  }),
});

/** Whether the unit was found at fault in the same way before. */
export const isRepeat = ({ repetition }: Pick<Finding, 'repetition'>): boolean =>
  repetition?.of !== undefined;

/** The people and units of a finding are those of its inspection. */
export const partiesOf = (inspection: Inspection) => ({
  inspectionId: inspection.id,
  inspectionNumber: inspection.number ?? '',
  authority: inspection.authority,
  unit: inspection.unit,
  ...(inspection.heirs === undefined ? {} : { heirs: inspection.heirs }),
  preparerId: inspection.preparer.personId,
  approverId: inspection.approver.personId,
  teamIds: inspection.team.map((member) => member.personId),
});
