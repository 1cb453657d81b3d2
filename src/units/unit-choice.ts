import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, type Language } from '../shared/language.js';
import { fold, isCalled, labelOf, readLabel } from './unit-names.js';
import { existsOn, type Unit } from './unit.js';

/** What came of a unit that was typed: the unit, or why not, as a wording key with its values. */
export type Choice =
  | { unit: Unit }
  | {
      error: 'units:unknown' | 'units:ambiguous' | 'units:notThen';
      values: { name: string; choices: string; period: string };
      /** The units that fit as well, for an ambiguous name. */
      candidates: Unit[];
    };

const KIND_WORDS =
  /^(thanh pho|so|quan|huyen|thi xa|phuong|xa|thi tran) | (city|district|town|ward|commune|township)$/g;

/** The folded name without the word for its kind: `Phường Ba Đình` is often written `Ba Đình`. */
const bare = (name: string): string => fold(name).replace(KIND_WORDS, '').trim();

type Fits = (unit: Unit, typed: string) => boolean;

/** From strict to lenient; the first that finds anything decides, so that accents count where they were typed. */
const ways: readonly Fits[] = [
  (unit, typed) => unit.code.toLowerCase() === typed.toLowerCase(),
  isCalled,
  ({ name }, typed) => fold(name.vi) === fold(typed) || fold(name.en) === fold(typed),
  ({ name }, typed) => bare(name.vi) === fold(typed),
];

/** A label from a list carries name and code; the code alone may have passed to another unit, so both must fit. */
function fitting(text: string, candidates: Unit[]): Unit[] {
  const { name, code } = readLabel(text);
  if (code !== undefined) {
    const called = ways
      .slice(1)
      .find((fits) => candidates.some((unit) => unit.code === code && fits(unit, name)));
    return candidates.filter((unit) => unit.code === code && (name === '' || called?.(unit, name) === true));
  }
  const way = ways.find((fits) => candidates.some((unit) => fits(unit, name)));
  return way === undefined ? [] : candidates.filter((unit) => way(unit, name));
}

/** Existence in figures that read alike in every language: `… – 30/06/2025`. */
export const printPeriod = ({ validFrom, validTo }: Unit, language: Language): string =>
  [validFrom, validTo].map((day) => (day === undefined ? '…' : printDay(day, language))).join(' – ');

/** Picks the unit that is meant by `text` as of a day. `candidates` are the units of any time that might be meant. */
export function choose(text: string, day: Day, candidates: Unit[], language: Language): Choice {
  const fit = fitting(text, candidates);
  const then = fit.filter((unit) => existsOn(unit, day));
  const [unit] = then;
  if (unit !== undefined && then.length === 1) return { unit };
  const values = {
    name: fit[0] === undefined ? text.trim() : inLanguage(fit[0].name, language),
    choices: then.map(labelOf).join('; '),
    period: fit.map((candidate) => printPeriod(candidate, language)).join('; '),
  };
  if (fit.length === 0) return { error: 'units:unknown', values, candidates: [] };
  return then.length > 1
    ? { error: 'units:ambiguous', values, candidates: then }
    : { error: 'units:notThen', values, candidates: [] };
}
