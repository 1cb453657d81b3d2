import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { tinos, type Typeface } from './tinos.js';
import { lettersOf, short, type Font, type Letters } from './letters.pdf.js';
import { tidyText, wrap, type Line } from './wrap.js';

export const millimetres = (count: number): number => (count * 72) / 25.4;

/** Decree 30/2020, Annex I: A4; margins 20-25 above and below, 30-35 left, 15-20 right. */
export const PAGE = {
  left: millimetres(30),
  right: millimetres(210 - 15),
  top: millimetres(20),
  bottom: millimetres(297 - 20),
} as const;
export const TEXT_WIDTH = PAGE.right - PAGE.left;
const NUMBER_BASELINE = millimetres(13);
const NUMBER_FONT: Font = { style: 'regular', size: 13 };

export type Align = 'left' | 'right' | 'centre';
export type Properties = { title: string; author: string; language: string; madeAt: Date };

function openDocument({ title, author, language, madeAt }: Properties) {
  const dates = { CreationDate: madeAt, ModDate: madeAt };
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Kỷ Cương', Producer: 'Kỷ Cương', ...dates },
  });
}

/** A stack of pages with a pen. Places are in points from the upper left corner of the page. */
export class Sheet {
  readonly doc: ReturnType<typeof openDocument>;
  /** Where the next block begins. */
  y: number = PAGE.top;
  private readonly letters: Letters;
  private pages = 0;
  private turned = false;

  constructor(properties: Properties, typeface: Typeface) {
    this.doc = openDocument(properties);
    this.letters = lettersOf(this.doc, typeface);
  }

  measure(text: string, font: Font): number {
    return this.letters.measure(text, font);
  }

  ascentOf(font: Font): number {
    return this.letters.ascentOf(font);
  }

  wrap(text: string, width: number, font: Font, indent = 0): Line[] {
    return wrap(text, width, (word) => this.measure(word, font), indent);
  }

  /** Writes words on a baseline; `stretch` widens each space, in points. */
  put(text: string, x: number, baseline: number, font: Font, stretch = 0): void {
    this.letters.put(text, x, baseline, font, stretch);
  }

  /** One line within a box [x, width]. A text wider than the box runs out of it: wrap first. */
  putLine(text: string, [x, width]: [number, number], baseline: number, font: Font, align: Align): void {
    const line = tidyText(text);
    const free = width - this.measure(line, font);
    this.put(line, x + (align === 'centre' ? free / 2 : align === 'right' ? free : 0), baseline, font);
  }

  rule(x: number, y: number, width: number, thickness = 0.6): void {
    this.strokes([[x, y, x + width, y]], thickness);
  }

  /** Lines of a grid in one stroke: [x1, y1, x2, y2] each. */
  strokes(lines: [number, number, number, number][], thickness = 0.5): void {
    const path = lines.map(([a, b, c, d]) => `${short(a)} ${short(b)} m ${short(c)} ${short(d)} l`);
    this.letters.write(`${thickness} w ${path.join(' ')} S`);
  }

  /** A new page; from the second of its part on it carries its number, centred in the margin above. */
  turn(): void {
    this.doc.addPage();
    this.pages += 1;
    this.turned = true;
    this.y = PAGE.top;
    if (this.pages === 1) return;
    this.putLine(String(this.pages), [PAGE.left, TEXT_WIDTH], NUMBER_BASELINE, NUMBER_FONT, 'centre');
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
