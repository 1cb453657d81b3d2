import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Limits } from '../settings/limits.js';
import type { Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';

/** A case whose files have been kept long enough. */
export type ExpiredCase = {
  id: string;
  number: string;
  unit: UnitSnapshot;
  closedOn: Day;
  serious: boolean;
  /** For how many years somebody decided that they are kept, whatever the rule says; 0 for ever. */
  own?: number;
  /** Years that its files are kept after it was closed, and the first day on which they may be disposed of. */
  years: number;
  from: Day;
};
export type ClosedCase = Omit<ExpiredCase, 'years' | 'from'>;

/** A file as the list names it: what it was stays known when its bytes are gone. */
export type ListedFile = { id: string; inspectionId: string; name: string; size: number; sha256: string };

export const disposalStates = ['proposed', 'withdrawn', 'signed', 'carried_out'] as const;
export type DisposalState = (typeof disposalStates)[number];

/**
 * A decision to dispose of the files of cases. The list is made once and shown; a second person signs it off; only then
 * are originals and copies removed. Until that signature it can be withdrawn, after it nothing can be undone.
 */
export type Disposal = Journaled & {
  decision: { number: string; on: Day };
  authority: UnitSnapshot;
  cases: ExpiredCase[];
  files: ListedFile[];
  state: DisposalState;
  proposer: Author;
  readers: ReaderKey[];
};

export const subjectOfDisposal = ({ authority, proposer }: Disposal): Subject => ({
  preparerId: proposer.personId,
  approverId: '',
  teamIds: [],
  authorityId: authority.id,
  unitId: '',
});

/** For how many years files are kept, by the rule if nobody decided anything of the case; undefined for ever. */
export function yearsKept(
  { seriousYears, otherYears }: Limits<'retention'>,
  serious: boolean,
  own?: number,
): number | undefined {
  const years = own ?? (serious ? seriousYears : otherYears);
  return years === 0 ? undefined : years;
}

/** The same day so many years later; the 29th of February is followed by the 1st of March. */
export function yearsAfter(day: Day, years: number): Day {
  const [year = '', ...rest] = day.split('-');
  const later = Number(year) + years;
  const isLeap = (later % 4 === 0 && later % 100 !== 0) || later % 400 === 0;
  return rest.join('-') === '02-29' && !isLeap ? `${later}-03-01` : [String(later), ...rest].join('-');
}

/** The case with its term, when that has passed by a day; undefined while its files must be kept. */
export function expiredOn(found: ClosedCase, limits: Limits<'retention'>, day: Day): ExpiredCase | undefined {
  const years = yearsKept(limits, found.serious, found.own);
  if (years === undefined) return undefined;
  const from = yearsAfter(found.closedOn, years);
  return from <= day ? { ...found, years, from } : undefined;
}
