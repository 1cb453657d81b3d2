import { severities, type Finding, type Severity } from '../findings/finding.js';
import { type Spell } from '../findings/spell.js';
import type { Ruling } from '../findings/ruling.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { byPost, bySection, type PostLine, type Section, type SectionLine } from './finding-places.js';
import { sumUp, type Scope, type Spread, type Tally } from './scope.js';

export type Sign = { code: string; text: Bilingual; provisional: boolean };

/** Findings whose inspection was concluded, alike in sign and severity. */
export type FindingTally = Tally & {
  sign: Sign;
  severity: Severity;
  /** They repeat earlier ones of the same unit. */
  repeat: boolean;
  /** The section of the checklist, or `BESIDE`. */
  section: string;
  /** Who is to put it right, as it was written. */
  post: string;
};

export type SignLine = { sign: Sign; counts: Spread };
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

/** Signs in the order of the catalogue; those that have left it come last, by their code. */
function bySign(tallies: readonly FindingTally[], catalogue: readonly Sign[]): SignLine[] {
  const order = new Map(catalogue.map((sign, index) => [sign.code, index]));
  const place = (code: string) => order.get(code) ?? catalogue.length;
  const codes = [...new Set(tallies.map((tally) => tally.sign.code))];
  codes.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  return codes.flatMap((code) => {
    const same = tallies.filter((tally) => tally.sign.code === code);
    const sign = catalogue.find((entry) => entry.code === code) ?? same[0]?.sign;
    return sign === undefined ? [] : [{ sign, counts: sumUp(same) }];
  });
}

/**
 * Findings count from the day on which their inspection was concluded: until then they may be revised or withdrawn,
 * and the unit has not been told. So a month that is over keeps its figures.
 */
export const findingFigures = (
  tallies: readonly FindingTally[],
  catalogue: readonly Sign[],
  sections: readonly Section[],
): FindingFigures => ({
  total: sumUp(tallies),
  repeated: sumUp(tallies.filter(({ repeat }) => repeat)),
  bySeverity: severities.map((severity) => ({
    severity,
    counts: sumUp(tallies.filter((tally) => tally.severity === severity)),
  })),
  bySign: bySign(tallies, catalogue),
  bySection: bySection(tallies, sections),
  byPost: byPost(tallies),
});
