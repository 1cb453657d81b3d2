/** ICU's comparisons of one language: by letters, by letters and accents, and by case, too. */
export type Collators = Record<1 | 2 | 3, Intl.Collator>;

/** One letter of a text, level by level. */
export interface Element {
  /** Its place among all letters, digits and signs; undefined for a mark that stands alone. */
  letter: number | undefined;
  /** Its accents, as numbers in their order. */
  accents: number[];
  upper: boolean;
}

export interface Spelling {
  elements: readonly Element[];
  /** Upper and lower case say all that there is to say about its form; it is no ① and no Ａ. */
  plain: boolean;
}

/**
 * Scripts in which each character is one step of the alphabet. Others (Thai, Lao, the Indian scripts ...) sort by groups
 * of characters, which a table of single ones cannot give.
 */
const SCRIPTS = [
  'Latin',
  'Common',
  'Inherited',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Han',
];
const KNOWN = new RegExp(`^(?:${SCRIPTS.map((each) => `\\p{Script=${each}}`).join('|')})$`, 'u');
/** The planes of letters and signs; beyond them are rare ideographs. */
const LAST = 0x1ffff;
/** CLDR gives U+FFFF the highest weight there is. */
const TOP = '\uffff';
const LONGEST = 24;
const MOST_KNOWN = 20_000;
/** Room between two accents for what only exists within other characters, such as the link in æ. */
const ROOM = 64;

/**
 * ICU's sort keys, which JavaScript does not give, are taken from what it does give: comparisons. They order all single
 * characters once for each language; a character's letters and accents are then found by bisection.
 */
export class CollationTable {
  readonly icu: Collators;
  /** The place of numbers as a whole, where these count as one letter. */
  readonly number: number = 0;
  /** One character for each letter, in order. */
  readonly #letters: string[] = [];
  /** One mark for each accent, in order. */
  readonly #accents: string[] = [];
  readonly #known = new Map<string, Spelling | undefined>();

  constructor(locale: string) {
    const of = (sensitivity: 'base' | 'accent' | 'variant') =>
      new Intl.Collator(locale, {
        sensitivity,
        ignorePunctuation: false,
        caseFirst: 'false',
        numeric: false,
      });
    this.icu = { 1: of('base'), 2: of('accent'), 3: of('variant') };
    const letters = characters().filter((each) => this.icu[1].compare(each, '') !== 0);
    for (const each of letters.sort(this.icu[3].compare)) {
      const last = this.#letters.at(-1);
      // What lies between a letter and that letter with any other is a variant of it, or begins with it.
      if (last !== undefined && this.icu[1].compare(each, last + TOP) < 0) continue;
      // Numbers as a whole have the place before the first digit.
      if (each === '0') this.number = this.#letters.push(each) - 1;
      this.#letters.push(each);
    }
    const marks = characters().filter((each) => this.icu[1].compare(each, '') === 0);
    for (const each of marks.sort(this.icu[2].compare)) {
      if (this.icu[2].compare(this.#accents.at(-1) ?? '', each) < 0) this.#accents.push(each);
    }
  }

  /** What a character, with marks or without, consists of; undefined when that cannot be said exactly. */
  spelling(character: string): Spelling | undefined {
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    if (!this.#known.has(character)) this.#known.set(character, this.#find(character));
    return this.#known.get(character);
  }

  /** A letter's character. */
  letter(place: number): string {
    return this.#letters[place]!;
  }

  #find(character: string): Spelling | undefined {
    if ([...character].some((each) => !KNOWN.test(each) || each.codePointAt(0)! > LAST)) return undefined;
    if (this.icu[3].compare(character, '') === 0) return { elements: [], plain: true };
    const elements = this.#lettersOf(character);
    if (!elements) return undefined;
    for (const element of elements) this.#addAccents(elements, element, character);
    if (this.icu[2].compare(this.#text(elements), character) !== 0)
      return this.#decomposed(elements, character) ?? this.#withOwnAccent(elements, character);
    for (const element of elements) {
      element.upper = true;
      if (this.icu[3].compare(this.#text(elements), character) > 0) element.upper = false;
    }
    return { elements, plain: this.icu[3].compare(this.#text(elements), character) === 0 };
  }

  // Letter by letter: always the greatest that does not lead past the character.
  #lettersOf(character: string): Element[] | undefined {
    const elements: Element[] = [];
    for (let text = ''; this.icu[1].compare(text, character) < 0; text = this.#text(elements)) {
      const letter = lastThat(this.#letters, (each) => this.icu[1].compare(text + each, character) <= 0);
      if (letter < 0 || elements.length > LONGEST) return undefined;
      elements.push({ letter, accents: [], upper: false });
    }
    return elements.length > 0 ? elements : [{ letter: undefined, accents: [], upper: false }];
  }

  // The order of combining marks is normalised, so that one more need not make a text greater: all are tried.
  #addAccents(elements: Element[], element: Element, character: string): void {
    for (let added = 0; added < LONGEST; added++) {
      const before = element.accents;
      let best: { accents: number[]; text: string } | undefined;
      if (this.icu[2].compare(this.#text(elements), character) >= 0) return;
      for (let at = 0; at < this.#accents.length; at++) {
        element.accents = [...before, at * ROOM];
        const text = this.#text(elements);
        if (this.icu[2].compare(text, character) <= 0 && (!best || this.icu[2].compare(best.text, text) < 0))
          best = { accents: element.accents, text };
      }
      element.accents = best?.accents ?? before;
      if (!best) return;
    }
  }

  // As its parts, unless these together are another letter.
  #decomposed(whole: readonly Element[], character: string): Spelling | undefined {
    const parts = [...character.normalize('NFD')];
    if (parts[0] === character) return undefined;
    const spellings = parts.map((each) => this.spelling(each)).filter((each) => each !== undefined);
    if (spellings.length < parts.length) return undefined;
    const elements = spellings.flatMap((each) => each.elements);
    const letters = elements.map(({ letter }) => letter).filter((letter) => letter !== undefined);
    if (letters.join() !== whole.map(({ letter }) => letter ?? '').join()) return undefined;
    return {
      elements,
      plain: spellings.every(({ plain }) => plain),
    };
  }

  // An accent that no mark has: it lies between two marks, in order with the others of the same letters.
  #withOwnAccent(elements: Element[], character: string): Spelling | undefined {
    if ([...character].length > 1) return undefined;
    for (const element of elements) element.accents = [];
    const plain = this.#text(elements);
    if (this.icu[2].compare(plain, character) >= 0) return undefined;
    const [first] = elements;
    const above = lastThat(this.#accents, (_, at) => {
      first!.accents = [at * ROOM];
      return this.icu[2].compare(this.#text(elements), character) < 0;
    });
    const kin = characters().filter((each) => this.icu[1].compare(each, character) === 0);
    const lower = kin.filter((each) => this.icu[2].compare(each, character) < 0).sort(this.icu[2].compare);
    const rank = lower.filter((each, i) => i === 0 || this.icu[2].compare(lower[i - 1]!, each) < 0).length;
    if (rank + 1 >= ROOM) return undefined;
    first!.accents = [above * ROOM + rank + 1];
    const small = character.toLowerCase();
    first!.upper = small !== character && this.icu[2].compare(small, character) === 0;
    return { elements, plain: character === small || character === small.toUpperCase() };
  }

  /** The plainest text with these elements. */
  #text(elements: readonly Element[]): string {
    let text = '';
    for (const { letter, accents, upper } of elements) {
      const plain = letter === undefined ? '' : this.#letters[letter]!;
      text += upper ? plain.toUpperCase() : plain;
      for (const each of accents) text += this.#accents[each / ROOM]!;
    }
    return text;
  }
}

// The last place in an ordered list for which something holds that holds for all before it; -1 when for none.
function lastThat(list: readonly string[], holds: (each: string, at: number) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!, middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

let all: readonly string[] | undefined;

function characters(): readonly string[] {
  all ??= Array.from({ length: LAST }, (_, i) => String.fromCodePoint(i + 1)).filter(
    (each) => KNOWN.test(each) && !/[\p{Cn}\p{Co}\p{Cs}]/u.test(each),
  );
  return all;
}
