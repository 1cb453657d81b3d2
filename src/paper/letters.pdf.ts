import { internalsOf, type Document } from './document.pdf.js';
import { styles, type Style, type Typeface } from './tinos.js';
import type { MergedFont } from './truetype.js';

export type Font = { style: Style; size: number };

export type Letters = ReturnType<typeof lettersOf>;

/** A number as PDF writes it, to a thousandth of a point. */
export const short = (value: number): string => String(Math.round(value * 1000) / 1000);

const perStyle = <T>(make: (style: Style) => T) =>
  Object.fromEntries(styles.map((style) => [style, make(style)])) as Record<Style, T>;

/** The sign for what cannot be said, a question mark on a dark square. */
const REPLACEMENT = 0xfffd;
const PLACEHOLDER = String.fromCodePoint(REPLACEMENT);

/** PDF/A allows no letter that the font does not have: the sign stands for it. */
function printable(word: string, { advances }: MergedFont): string {
  if ([...word].every((letter) => advances.has(letter.codePointAt(0) ?? 0))) return word;
  return Array.from(word, (letter) => (advances.has(letter.codePointAt(0) ?? 0) ? letter : PLACEHOLDER)).join(
    '',
  );
}

/** Adds up every word's width once, in 1/1000 of the type size. */
function makeMeasure(typeface: Typeface) {
  const known = perStyle(() => new Map<string, number>());
  const wordWidth = (word: string, style: Style): number => {
    let width = known[style].get(word);
    if (width === undefined) {
      const { advances } = typeface[style];
      const unknown = advances.get(REPLACEMENT) ?? 0;
      width = 0;
      for (const letter of word) width += advances.get(letter.codePointAt(0) ?? 0) ?? unknown;
      known[style].set(word, width);
    }
    return width;
  };
  return (text: string, { style, size }: Font): number => {
    if (!text.includes(' ')) return (wordWidth(text, style) * size) / 1000;
    const words = text.split(' ');
    const spaces = (words.length - 1) * wordWidth('\u00a0', style);
    return (words.reduce((sum, word) => sum + wordWidth(word, style), spaces) * size) / 1000;
  };
}

/** Looks up the codes of each word in its font once per document. */
function makeEncode(doc: Document, typeface: Typeface) {
  const internals = internalsOf(doc);
  const fonts = perStyle((style) => {
    doc.registerFont(style, typeface[style].file).font(style);
    // The sign for an unknown letter stands for no letter, and so must not stand for code 0 either (PDF/A).
    internals._font.unicode[0] = [REPLACEMENT];
    return { handle: internals._font, codes: new Map<string, string>() };
  });
  const encode = (word: string, style: Style): string => {
    const { handle, codes } = fonts[style];
    let code = codes.get(word);
    if (code === undefined)
      codes.set(word, (code = handle.encode(printable(word, typeface[style]))[0].join('')));
    return code;
  };
  const use = (style: Style): string => {
    const { handle } = fonts[style];
    internals.page.fonts[handle.id] ??= handle.ref();
    return handle.id;
  };
  return { encode, use };
}

/**
 * Measures and writes text with PDF's own operators. pdfkit's text() lays every call out anew, which takes three to
 * four times as long for the same page.
 */
export function lettersOf(doc: Document, typeface: Typeface) {
  const { encode, use } = makeEncode(doc, typeface);
  /** The codes of words with what stands `between` them. */
  const codesOf = (text: string, style: Style, between: string): string => {
    let codes = '';
    let begun = 0;
    for (let end = text.indexOf(' '); end !== -1; end = text.indexOf(' ', begun)) {
      codes += encode(text.slice(begun, end), style) + between;
      begun = end + 1;
    }
    return codes + encode(text.slice(begun), style);
  };
  /** The operators of a line of words. */
  const line = (text: string, x: number, baseline: number, font: Font, stretch: number): string => {
    const gap = stretch === 0 ? '' : `> ${short((-1000 * stretch) / font.size)} <`;
    const codes = codesOf(text, font.style, encode(' ', font.style) + gap);
    // The page is turned upside down by pdfkit (y runs downwards), so the letters are turned back.
    const place = `1 0 0 -1 ${short(x)} ${short(baseline)} Tm`;
    return `BT /${use(font.style)} ${font.size} Tf ${place} [<${codes}>] TJ ET`;
  };
  const ascentOf = ({ style, size }: Font): number => (typeface[style].ascent * size) / 1000;
  return { measure: makeMeasure(typeface), line, ascentOf };
}
