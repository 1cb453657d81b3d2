import { ServerError } from '../../errors.js';
import type { CollationTable } from './collation-table.js';
import type { Fold } from './keys.js';

export interface FoldOptions {
  strength: 1 | 2 | 3;
  numericOrdering: boolean;
}

// What separates two levels lies below all weights; a zero would end the text.
const NEXT_LEVEL = 1;
const PLAIN = 2;
const UPPER = 3;
const BASE = 250;
// A letter with its marks, whose order is not the one in which they are written.
const LETTERS = /[\s\S]\p{M}*/gu;
const NUMBERS_AND_LETTERS = /\p{Nd}+|\P{Nd}\p{M}*/gu;
/**
 * The groups that ICU's root collation orders as one: l and the middle dot of Catalan, dialytika with accent and more.
 */
const TOGETHER = /l\p{M}*\u00b7|\u0308\p{M}*\u0301\p{M}|\u0308\p{M}+\u0301/iu;
/** ICU parts numbers that are longer. */
const LONGEST_NUMBER = 254;

/** Keys of texts under a collation: their bytes are in ICU's order, and equal where ICU finds the texts equal. */
export function foldWith(table: CollationTable, options: FoldOptions): NonNullable<Fold> {
  return (text) => {
    const [letters, accents, cases]: [number[], number[], number[]] = [[], [], []];
    const normal = text.normalize('NFC');
    const together = TOGETHER.exec(normal);
    if (together) throw noOrder(together[0]);
    for (const part of normal.match(options.numericOrdering ? NUMBERS_AND_LETTERS : LETTERS) ?? []) {
      if (options.numericOrdering && /^\p{Nd}/u.test(part)) {
        letters.push(...weight(table.number), ...numberKey(table, part));
        accents.push(PLAIN);
        cases.push(PLAIN);
        continue;
      }
      const spelling = table.spelling(part);
      if (!spelling || (options.strength === 3 && !spelling.plain)) throw noOrder(part);
      for (const each of spelling.elements) {
        if (each.letter !== undefined) {
          letters.push(...weight(each.letter));
          accents.push(PLAIN);
          cases.push(each.upper ? UPPER : PLAIN);
        }
        for (const accent of each.accents) accents.push(...weight(accent + BASE));
      }
    }
    if (options.strength === 1) return Buffer.from(letters);
    const both = [...letters, NEXT_LEVEL, ...trimmed(accents)];
    return Buffer.from(options.strength === 2 ? both : [...both, NEXT_LEVEL, ...trimmed(cases)]);
  };
}

// Never below PLAIN + 1 in its first byte for what is at least BASE.
function weight(place: number): [number, number] {
  return [PLAIN + Math.floor(place / BASE), PLAIN + (place % BASE)];
}

// Longer numbers are greater; leading zeros do not count.
function numberKey(table: CollationTable, digits: string): number[] {
  const values = [...digits].map((each) => digitOf(table, each));
  const first = values.findIndex((each) => each > 0);
  const significant = first < 0 ? [] : values.slice(first);
  if (significant.length > LONGEST_NUMBER)
    throw new ServerError(
      'NotImplemented',
      'numericOrdering of this store knows numbers of up to 254 digits',
    );
  return [significant.length + 1, ...significant.map((each) => each + 1)];
}

function digitOf(table: CollationTable, character: string): number {
  const letter = table.spelling(character)?.elements[0]?.letter;
  if (letter === undefined) throw noOrder(character);
  return Number(table.letter(letter));
}

// Whoever has the same letters has as many accents and cases: plain ones at the end say nothing.
function trimmed(weights: number[]): number[] {
  return weights.slice(0, weights.findLastIndex((each) => each !== PLAIN) + 1);
}

// The refusal of a text that the collation cannot place.
function noOrder(character: string): ServerError {
  const codes = [...character].map(
    (each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return new ServerError('NotImplemented', `Collations of this store do not order ${codes.join(' ')}`);
}
