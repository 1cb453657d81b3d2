import { addMonths, monthOf, type Day, type Month } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import {
  DECREE_CUTOFF,
  lastMonthOf,
  readSignBasis,
  termBefore,
  termWith,
  type Term,
  type TermKind,
} from './term.js';
import { bases } from './scope.js';
import { readTerm } from './term-words.js';

const MONTHS_OFFERED = 13;

/** The last months, the latest first. */
export const monthsUpTo = (now: Month): Term[] =>
  Array.from({ length: MONTHS_OFFERED }, (_, index) => termWith('month', addMonths(now, -index)));

const several = (kind: TermKind, count: number, now: Month): Term[] => {
  const terms = [termWith(kind, now)];
  while (terms.length < count) terms.push(termBefore(terms.at(-1) as Term));
  return terms;
};

/** The last terms that are longer than a month and have begun: those of a year begin together. */
export const begunTerms = (now: Month): Term[] => [
  ...several('quarter', 4, now),
  ...(['half', 'nine_months', 'year'] as const).flatMap((kind) => several(kind, 2, now)),
];

/** Of terms those that were not over before the unit began. */
export const termsSince = (validFrom: Day | undefined, terms: readonly Term[]): Term[] =>
  terms.filter((term) => validFrom === undefined || lastMonthOf(term) >= monthOf(validFrom));

/** What may be chosen as the last day of a month; '' is what the settings say. */
export const cutoffs = ['', '0', String(DECREE_CUTOFF)] as const;

/** By which side a report may be asked to count; '' is what reports of the unit usually tell. */
export const sides = ['', ...bases] as const;

export type Typed = { term: string; cutoff: string; by: string; signs: string };

/** The term that somebody typed. Throws `Invalid` with the field that is wrong. */
export function typedTerm({ term: text, cutoff, by, signs }: Typed): Term {
  const term = readTerm(text) ?? refuse('term', 'reports:errors.noSuchTerm');
  if (!cutoffs.some((offered) => offered === cutoff)) refuse('cutoff', 'reports:errors.noSuchCutoff');
  const side = bases.find((basis) => basis === by);
  if (side === undefined && by !== '') refuse('by', 'reports:errors.noSuchBasis');
  const signBasis =
    signs === '' ? undefined : (readSignBasis(signs) ?? refuse('signs', 'reports:errors.noSuchSigns'));
  return {
    ...term,
    ...(signBasis === undefined ? {} : { signs: signBasis }),
    ...(cutoff === '' ? {} : { cutoff: Number(cutoff) }),
    ...(side === undefined ? {} : { by: side }),
  };
}
