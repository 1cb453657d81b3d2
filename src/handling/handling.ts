import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import { isInForce, type Measure } from '../settings/measures.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { heirIdsOf, type Heirs, type UnitSnapshot } from '../units/unit.js';

export const standings = ['in_force', 'corrected', 'set_aside'] as const;
/** Whether an entry holds, has another in its place, or was taken back. */
export type Standing = (typeof standings)[number];

/** The measure as it was decided: what happens to the list later does not touch it. */
export type DecidedMeasure = Pick<Measure, 'party' | 'text' | 'legalBasis' | 'provisional'>;

/** What came of a finding for a collective or the holder of a post. An entry is never changed: another takes its place. */
export type Handling = Journaled & {
  findingId: string;
  findingNumber: string;
  inspectionId: string;
  authority: UnitSnapshot;
  unit: UnitSnapshot;
  heirs?: Heirs;
  /** Whether the finding is itself a failure to remedy. */
  ofFailure: boolean;
  /** The collective, or the post. */
  who: string;
  /** The name of a person: for those alone who may know it. */
  person?: string;
  measure: DecidedMeasure;
  decision: { number: string; on: Day; by: string };
  /** The decision itself; it names people too. */
  files: EvidenceItem[];
  by: Author;
  at: Date;
  standing: Standing;
  /** The entry that this one takes the place of, and the one that has taken its place. */
  corrects?: string;
  correctedBy?: string;
  /** Why it was corrected or set aside. */
  reason?: string;
  readers: ReaderKey[];
};

/** A handling without what only some may know. */
export type PublicHandling = Omit<Handling, 'person' | 'files' | 'history' | 'version'>;

/** How an actor stands to it; people of the case have no part in this. */
export const handlingSubject = (handling: Pick<Handling, 'authority' | 'unit' | 'heirs'>): Subject => ({
  preparerId: '',
  approverId: '',
  teamIds: [],
  authorityId: handling.authority.id,
  unitId: handling.unit.id,
  ...heirIdsOf(handling),
});

/** It is recorded of what was concluded, so that nobody is handled unheard; from then on the unit knows the finding. */
export const isHandled = ({ concludedOn, state }: Pick<Finding, 'concludedOn' | 'state'>): boolean =>
  concludedOn !== undefined && state !== 'withdrawn';

/** Who may see it: as the finding it is about. Named people of the case are not named here. */
export const settledHandling = (handling: Handling): Handling => ({
  ...handling,
  readers: readersOf({
    sealed: false,
    disclosed: true,
    named: [],
    authority: handling.authority,
    unit: handling.unit,
    heirs: handling.heirs,
  }),
});

/** The measure that was chosen, if it could be decided on that day. */
export function decidedMeasure(measures: readonly Measure[], id: string, on: Day): DecidedMeasure {
  const found = measures.find((measure) => measure.id === id);
  if (found === undefined) refuse('measure', 'errors:choose');
  if (!isInForce(found, on)) refuse('measure', 'handling:errors.notInForce', { day: on });
  const { party, text, legalBasis, provisional } = found;
  return { party, text, legalBasis, provisional };
}
