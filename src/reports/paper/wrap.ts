/** One line of a wrapped text: what it says, how wide it is, and whether its paragraph ends with it. */
export type Line = { text: string; width: number; last: boolean };
type Measure = (text: string) => number;

/** Composed letters (NFC), no control characters: what a font can print and a reader can search. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?!\n)\p{Cc}/gu, ' ');

/** Cuts a word that is wider than its box into pieces that fit; a piece has at least one letter. */
function cut(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function wrapParagraph(text: string, width: number, indent: number, measure: Measure): Line[] {
  const space = measure(' ');
  const lines: Line[] = [];
  let line: Line = { text: '', width: 0, last: true };
  const room = () => width - (lines.length === 0 ? indent : 0);
  const place = (word: string, wide: number) => {
    if (line.text !== '' && line.width + space + wide > room()) {
      lines.push({ ...line, last: false });
      line = { text: '', width: 0, last: true };
    }
    line.width += (line.text === '' ? 0 : space) + wide;
    line.text += (line.text === '' ? '' : ' ') + word;
  };
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const wide = measure(word);
    if (wide <= width - indent) place(word, wide);
    else cut(word, width - indent, measure).forEach((piece) => place(piece, measure(piece)));
  }
  return [...lines, line];
}

/** Breaks a text into lines no wider than `width`; `indent` is taken from the first. Widths are in the unit of `measure`. */
export const wrap = (text: string, width: number, measure: Measure, indent = 0): Line[] =>
  tidyText(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width, indent, measure));
