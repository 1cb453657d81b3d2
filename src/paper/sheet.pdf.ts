import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Properties } from './archive.js';
import { openDocument, writeStructure, type Document } from './document.pdf.js';
import { Marks } from './marks.pdf.js';
import { Bookmarks } from './bookmarks.pdf.js';
import { tinos, type Typeface } from './tinos.js';
import { lettersOf, short, type Font, type Letters } from './letters.pdf.js';
import { Strokes } from './strokes.pdf.js';
import { tidyText, wrap, type Line } from './wrap.js';

export const millimetres = (count: number): number => (count * 72) / 25.4;

/** Decree 30/2020, Annex I: A4; margins 20-25 above and below, 30-35 left, 15-20 right. */
export const PAGE = {
  left: millimetres(30),
  right: millimetres(210 - 15),
  top: millimetres(20),
  bottom: millimetres(297 - 20),
} as const;
export const PAGE_HEIGHT = 841.89;
export const TEXT_WIDTH = PAGE.right - PAGE.left;
const NUMBER_BASELINE = millimetres(13);
const NUMBER_FONT: Font = { style: 'regular', size: 13 };

/** Characters. */
const SHORT = 60;

export type Align = 'left' | 'right' | 'centre';

/** A stack of pages with a pen. Places are in points from the upper left corner of the page. */
export class Sheet {
  readonly doc: Document;
  readonly marks: Marks;
  readonly bookmarks: Bookmarks;
  /** Where the next block begins. */
  y: number = PAGE.top;
  private readonly letters: Letters;
  private pages = 0;
  private turned = false;
  private decorating = false;
  private readonly wrapped = new Map<string, readonly Line[]>();
  private readonly grid = new Strokes();

  constructor(properties: Properties, typeface: Typeface) {
    this.doc = openDocument(properties);
    this.letters = lettersOf(this.doc, typeface);
    this.marks = new Marks(this.doc);
    this.bookmarks = new Bookmarks(this.doc);
  }

  measure(text: string, font: Font): number {
    return this.letters.measure(text, font);
  }

  ascentOf(font: Font): number {
    return this.letters.ascentOf(font);
  }

  /** Names of units, days and grades come again in row after row: what is short is broken into lines once. */
  wrap(text: string, width: number, font: Font, indent = 0): readonly Line[] {
    const key = text.length > SHORT ? '' : `${font.style} ${font.size} ${width} ${indent} ${text}`;
    const known = this.wrapped.get(key);
    if (known !== undefined) return known;
    const lines = wrap(text, width, (word) => this.measure(word, font), indent);
    if (key !== '') this.wrapped.set(key, lines);
    return lines;
  }

  /** The operators of words on a baseline, for those who collect them for a picture. */
  code(text: string, x: number, baseline: number, font: Font): string {
    return this.letters.line(tidyText(text), x, baseline, font, 0);
  }

  /** Writes words on a baseline; `stretch` widens each space, in points. */
  put(text: string, x: number, baseline: number, font: Font, stretch = 0): void {
    if (text === '') return;
    const code = this.letters.line(text, x, baseline, font, stretch);
    if (this.decorating) this.marks.artifact(code);
    else this.marks.content(code);
  }

  /** What is put meanwhile is no part of what the paper says, such as the head of a table on its second page. */
  asDecoration(draw: () => void): void {
    this.decorating = true;
    draw();
    this.decorating = false;
  }

  /** One line within a box [x, width], and what comes `after` it unseen. A text wider than the box runs out of it: wrap first. */
  putLine(
    text: string,
    [x, width]: [number, number],
    baseline: number,
    font: Font,
    align: Align,
    after = '',
  ): void {
    const line = tidyText(text);
    const free = align === 'left' ? 0 : width - this.measure(line, font);
    this.put(line + after, x + (align === 'centre' ? free / 2 : free), baseline, font);
  }

  rule(x: number, y: number, width: number, thickness = 0.6): void {
    this.strokes([[x, y, x + width, y]], thickness);
  }

  /** Lines of a grid: [x1, y1, x2, y2] each. They are drawn with the others of the page. */
  strokes(lines: [number, number, number, number][], thickness = 0.5): void {
    for (const line of lines) this.grid.add(line, thickness);
  }

  private endPage(): void {
    for (const code of this.grid.take()) this.marks.artifact(code);
    this.marks.end();
  }

  frame(x: number, y: number, width: number, height: number, thickness = 0.5): void {
    this.marks.artifact(`${thickness} w ${[x, y, width, height].map(short).join(' ')} re S`);
  }

  /** An area [x, y, width, height] of the page that opens an address; `about` says it to those who hear it. */
  link(
    address: string,
    about: string,
    [x, y, width, height]: readonly [number, number, number, number],
  ): void {
    const top = PAGE_HEIGHT - y;
    this.marks.area(address, about, [x, top - height, x + width, top]);
  }

  /** A new page; from the second of its part on it carries its number, centred in the margin above. */
  turn(): void {
    this.endPage();
    this.doc.addPage();
    this.marks.begin();
    this.pages += 1;
    this.turned = true;
    this.y = PAGE.top;
    if (this.pages === 1) return;
    const number = String(this.pages);
    const x = PAGE.left + (TEXT_WIDTH - this.measure(number, NUMBER_FONT)) / 2;
    this.marks.artifact(this.letters.line(number, x, NUMBER_BASELINE, NUMBER_FONT, 0), 'number');
  }

  /** The last of the file: nothing can be drawn any more. */
  end(): void {
    this.endPage();
    writeStructure(this.doc, this.marks.document, this.marks.keys);
    this.doc.end();
  }

  /** Begins a part that is numbered on its own, such as an annex, on a new page. */
  begin(): void {
    this.pages = 0;
    this.turn();
  }

  get room(): number {
    return PAGE.bottom - this.y;
  }

  /** Turns the page unless this much still fits on it. */
  need(height: number): void {
    if (height > this.room + 0.01 && this.y > PAGE.top) this.turn();
  }

  /** Lets others work after each page, so that a long paper holds nobody up. Throws once nobody reads it any more. */
  async breathe(): Promise<void> {
    if (!this.turned) return;
    this.turned = false;
    await nextTurn();
    if ((this.doc as unknown as Readable).destroyed) throw new Error('nobody reads this paper any more');
  }
}

/** Begins a document. The fonts are read before, so that drawing itself never waits for them. */
export const openSheet = async (properties: Properties): Promise<Sheet> =>
  new Sheet(properties, await tinos());
