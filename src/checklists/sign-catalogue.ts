import type { Journaled } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';
import type { Successor } from './sign-succession.js';

/** A sign by which a breach is recognised. `provisional`: the wording is ours until the official one is typed in. */
export type Sign = { code: string; text: Bilingual; provisional: boolean };
export type SignGroup = { code: string; title: Bilingual; signs: Sign[] };

/** The appendix of the governing directive in one version. A version never changes; the next one replaces it. */
export type SignCatalogue = { version: number; validFrom: Day; groups: SignGroup[] };

/** A sign as a finding keeps it: later versions do not touch it. */
export type SignReference = { code: string; version: number; text: Bilingual; provisional: boolean };

/** A catalogue as it is kept. `number` is its version; only what became of earlier signs is said, or corrected, later. */
export type CatalogueRecord = Journaled & {
  number: number;
  validFrom: Day;
  /** Where its wording comes from. */
  source: string;
  groups: SignGroup[];
  /** What became of the signs of the version before; see `successionOf`. Undefined until somebody has said it. */
  succession?: Successor[];
};

export const catalogueOf = ({ number, validFrom, groups }: CatalogueRecord): SignCatalogue => ({
  version: number,
  validFrom,
  groups,
});

export const referenceIn = (catalogue: SignCatalogue, code: string): SignReference | undefined => {
  const sign = catalogue.groups.flatMap((group) => group.signs).find((one) => one.code === code);
  return sign === undefined ? undefined : { ...sign, version: catalogue.version };
};

/** The version in force on a day: the latest of those that have begun. */
export const inForceOn = (records: CatalogueRecord[], day: Day): CatalogueRecord | undefined =>
  records
    .filter((record) => record.validFrom <= day)
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom) || b.number - a.number)[0];

export const signsIn = (groups: SignGroup[]): Sign[] => groups.flatMap((group) => group.signs);

/** `2.10` after `2.9`. */
export const byCode = (a: { code: string }, b: { code: string }): number =>
  a.code.localeCompare(b.code, 'en', { numeric: true });

/** What must hold before a version is issued. `fieldOf` names the field of the form that a code was typed in. */
export function assertComplete(groups: SignGroup[], fieldOf: (code: string) => string): void {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const { code } of signsIn(groups)) {
    if (seen.has(code))
      errors.push({ field: fieldOf(code), message: 'signs:errors.twice', values: { code } });
    seen.add(code);
  }
  if (seen.size === 0) errors.push({ field: 'rows', message: 'signs:errors.empty' });
  if (errors.length > 0) throw new Invalid(errors);
}
