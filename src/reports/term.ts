import { addMonths, isMonth, type Day, type Month } from '../shared/dates.js';
import { bases, type Basis } from './scope.js';
import type { SignBasis } from './sign-lines.js';

/** How long a report looks back: the reports of Decree 09/2019/NĐ-CP, Article 12. */
export const termKinds = ['month', 'quarter', 'half', 'nine_months', 'year'] as const;
export type TermKind = (typeof termKinds)[number];

/** What a report is about: 2024, its third quarter. `index` counts within the year; 1 where there is only one. */
export type Term = {
  kind: TermKind;
  year: number;
  index: number;
  /** The last day of a month that counts for it, 0 for all of it; left out where the settings say. */
  cutoff?: number;
  /** Which side of the inspections it counts by; left out for what reports of the unit usually tell. */
  by?: Basis;
  /** The version of the catalogue that its signs are counted by, or that of each finding; left out for the one in force at its end. */
  signs?: SignBasis;
  /** The code of the cluster of units that it is about; left out for the unit itself. */
  of?: string;
};

/** Whoever reports to the 14th counts from the 15th of the month before (Decree 09/2019/NĐ-CP, Article 12). */
export const DECREE_CUTOFF = 14;
const LAST_CUTOFF = 27;

const month = (year: number, number: number): Month => `${year}-${String(number).padStart(2, '0')}`;

/** The month in which a term ends. */
export const lastMonthOf = ({ kind, year, index }: Term): Month =>
  month(year, { month: index, quarter: index * 3, half: 6, nine_months: 9, year: 12 }[kind]);

/** The month after which a term begins. */
export function monthBefore({ kind, year, index }: Term): Month {
  const first = kind === 'month' ? index : kind === 'quarter' ? index * 3 - 2 : 1;
  return addMonths(month(year, first), -1);
}

const stem = ({ kind, year, index }: Term): string =>
  ({
    month: month(year, index),
    quarter: `${year}-q${index}`,
    half: `${year}-h1`,
    nine_months: `${year}-9m`,
    year: String(year),
  })[kind];

/**
 * As it stands in addresses and names of files: 2024-08, 2024-q3, 2024-h1, 2024-9m, 2024; with -d14 for a cut-off of its
 * own, -by-unit for the side that it counts by, -signs-recorded or -signs-2 for the catalogue of its signs, -of-cum1 for the cluster that it is about.
 */
export const codeOf = (term: Term): string =>
  [
    stem(term),
    ...(term.cutoff === undefined ? [] : [`d${term.cutoff}`]),
    ...(term.by === undefined ? [] : [`by-${term.by}`]),
    ...(term.signs === undefined ? [] : [`signs-${term.signs}`]),
    ...(term.of === undefined ? [] : [`of-${term.of}`]),
  ].join('-');

const whole = (kind: TermKind, year: string, index = 1): Term => ({ kind, year: Number(year), index });

/** Reads how signs are to be counted: recorded, or the number of a version. Undefined when it is neither. */
export const readSignBasis = (word: string): SignBasis | undefined =>
  word === 'recorded' ? word : /^[1-9]\d{0,3}$/.test(word) ? Number(word) : undefined;

function readStem(text: string): Term | undefined {
  if (isMonth(text)) return whole('month', text.slice(0, 4), Number(text.slice(5)));
  const [, year, part] = /^([12]\d{3})(?:-(q[1-4]|h1|9m))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (part === undefined) return whole('year', year);
  if (part === 'h1') return whole('half', year);
  return part === '9m' ? whole('nine_months', year) : whole('quarter', year, Number(part.slice(1)));
}

/** Reads what `codeOf` writes. Undefined when it is no term. */
export function readCode(text: string): Term | undefined {
  const [, before = '', days, side, signs, of] =
    /^(.*?)(?:-d(\d{1,2}))?(?:-by-([a-z]+))?(?:-signs-([a-z]+|\d+))?(?:-of-([a-z][a-z0-9]{1,19}))?$/.exec(
      text,
    ) ?? [];
  const term = readStem(before);
  const by = bases.find((basis) => basis === side);
  const signsBy = signs === undefined ? undefined : readSignBasis(signs);
  if (term === undefined || (side !== undefined && by === undefined)) return undefined;
  if (signs !== undefined && signsBy === undefined) return undefined;
  if (days !== undefined && Number(days) > LAST_CUTOFF) return undefined;
  return {
    ...term,
    ...(days === undefined ? {} : { cutoff: Number(days) }),
    ...(by === undefined ? {} : { by }),
    ...(signsBy === undefined ? {} : { signs: signsBy }),
    ...(of === undefined ? {} : { of }),
  };
}

/** The same term a year before, and the one just before it. */
export const yearBefore = (term: Term): Term => ({ ...term, year: term.year - 1 });

/** Of half a year and nine months there is one a year: the one before is that of the year before. */
export function termBefore(term: Term): Term {
  const { kind, year, index } = term;
  const last = { month: 12, quarter: 4, half: 1, nine_months: 1, year: 1 }[kind];
  return index > 1 ? { ...term, index: index - 1 } : { ...term, year: year - 1, index: last };
}

/** The term of a kind in which a month lies; of half a year and nine months, the one that it belongs to or follows. */
export function termWith(kind: TermKind, of: Month): Term {
  const number = Number(of.slice(5));
  const index = kind === 'month' ? number : kind === 'quarter' ? Math.ceil(number / 3) : 1;
  return { kind, year: Number(of.slice(0, 4)), index };
}

/** The last day that counts for a month. */
export const endOf = (of: Month, cutoff: number, lastDayOf: (of: Month) => Day): Day =>
  cutoff === 0 ? lastDayOf(of) : `${of}-${String(cutoff).padStart(2, '0')}`;
