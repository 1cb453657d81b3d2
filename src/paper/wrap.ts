/** One line of a wrapped text: what it says, how wide it is, whether its paragraph ends with it, or a word is cut there. */
export type Line = { text: string; width: number; last: boolean; cut?: true };
type Measure = (text: string) => number;

/** Nothing but composed Latin letters, figures and usual signs: most texts, which need no second look. */
const TIDY = /^[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027]*$/;

/** Composed letters (NFC), no control characters: what a font can print and a reader can search. */
export const tidyText = (text: string): string =>
  TIDY.test(text)
    ? text
    : text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/\p{Cf}/gu, '')
        .replace(/(?!\n)\p{Cc}/gu, ' ');

/** Puts pieces together again as long as they fit into the width; a piece alone may be too wide. */
function join(pieces: string[], width: number, measure: Measure): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && measure(last + piece) <= width) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

/** Cuts a word that is wider than its box: after a stroke or hyphen where it has one, else between letters. */
const cut = (word: string, width: number, measure: Measure): string[] =>
  join(word.split(/(?<=[-/])/), width, measure).flatMap((part) =>
    measure(part) <= width ? [part] : join([...part], width, measure),
  );

function wrapParagraph(text: string, width: number, indent: number, measure: Measure): Line[] {
  const space = measure(' ');
  const lines: Line[] = [];
  let line: Line = { text: '', width: 0, last: true };
  const room = () => width - (lines.length === 0 ? indent : 0);
  const place = (word: string, wide: number, within = false) => {
    if (line.text !== '' && (within || line.width + space + wide > room())) {
      lines.push({ ...line, last: false, ...(within ? { cut: true } : {}) });
      line = { text: '', width: 0, last: true };
    }
    line.width += (line.text === '' ? 0 : space) + wide;
    line.text += (line.text === '' ? '' : ' ') + word;
  };
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const wide = measure(word);
    if (wide <= width - indent) place(word, wide);
    else
      cut(word, width - indent, measure).forEach((piece, index) => place(piece, measure(piece), index > 0));
  }
  return [...lines, line];
}

/** Breaks a text into lines no wider than `width`; `indent` is taken from the first. Widths are in the unit of `measure`. */
export const wrap = (text: string, width: number, measure: Measure, indent = 0): Line[] =>
  tidyText(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width, indent, measure));

/** What ends a line for those who read the text without its lines: a space, unless a word goes on below. */
export const after = (lines: readonly Line[], index: number): '' | ' ' =>
  index === lines.length - 1 || lines[index]?.cut === true ? '' : ' ';
