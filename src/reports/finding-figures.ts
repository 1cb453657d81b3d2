import type { SignReference } from '../checklists/sign-catalogue.js';
import type { Edition } from '../checklists/sign-succession.js';
import { severities, type Finding, type Severity } from '../findings/finding.js';
import { type Spell } from '../findings/spell.js';
import type { Ruling } from '../findings/ruling.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { byPost, bySection, type PostLine, type Section, type SectionLine } from './finding-places.js';
import { signLines, type SignBasis, type SignLine } from './sign-lines.js';
import { sumUp, type Scope, type Spread, type Tally } from './scope.js';

/** Findings whose inspection was concluded, alike in sign and severity. */
export type FindingTally = Tally & {
  sign: SignReference;
  severity: Severity;
  /** They repeat earlier ones of the same unit. */
  repeat: boolean;
  /** The section of the checklist, or `BESIDE`. */
  section: string;
  /** Who is to put it right, as it was written. */
  post: string;
};

export type FindingFigures = {
  total: Spread;
  repeated: Spread;
  bySeverity: { severity: Severity; counts: Spread }[];
  bySign: SignLine[];
  bySection: SectionLine[];
  byPost: PostLine[];
};

/** A finding as the lists of a report show it. */
export type FindingRow = Pick<
  Finding,
  'id' | 'sign' | 'severity' | 'seen' | 'mustDo' | 'responsiblePost' | 'dueOn' | 'remediedOn' | 'closedOn'
> & {
  number: string;
  unit: Bilingual;
  section: string;
  concludedOn: string;
  scopes: Scope[];
  /** It repeats an earlier one of the same unit. */
  repeat: boolean;
  /** When it was last opened again, and the times in which it was open before. */
  reopenedOn?: Day;
  spells: readonly Spell[];
  /** What supervisors have ruled about its due dates. */
  rulings: Ruling[];
  /** When the unit reported, and when that was verified: a report that nobody has verified stops the unit's clock. */
  reports: { at: Date; verifiedAt?: Date }[];
};

/**
 * Findings count from the day on which their inspection was concluded: until then they may be revised or withdrawn,
 * and the unit has not been told. So a month that is over keeps its figures.
 */
export const findingFigures = (
  tallies: readonly FindingTally[],
  catalogue: { editions: readonly Edition[]; by: SignBasis },
  sections: readonly Section[],
): FindingFigures => ({
  total: sumUp(tallies),
  repeated: sumUp(tallies.filter(({ repeat }) => repeat)),
  bySeverity: severities.map((severity) => ({
    severity,
    counts: sumUp(tallies.filter((tally) => tally.severity === severity)),
  })),
  bySign: signLines(tallies, catalogue.editions, catalogue.by),
  bySection: bySection(tallies, sections),
  byPost: byPost(tallies),
});
