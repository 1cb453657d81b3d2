import type { Passage } from './paper.js';
import type { Font } from './letters.pdf.js';
import { PAGE, TEXT_WIDTH, millimetres, type Align, type Sheet } from './sheet.pdf.js';
import { heading, paragraph } from './parts.pdf.js';
import { after, type Line } from './wrap.js';

/** Annex I asks for a first line set in by 1 or 1.27 cm, 6 pt or more between paragraphs, and 1 to 1.5 lines. */
export const INDENT = millimetres(12.7);
export const PARAGRAPH_GAP = 6;
const SPACING = 1.28;
/** The widest gap, in letters' heights, that a line gets to be flush right; a line torn wider apart stays as it is. */
const WIDEST_GAP = 0.8;
/** By how much a width is narrowed at a time while lines are balanced. */
const STEP = 6;

export const leadingOf = (font: Font): number => font.size * SPACING;
/** The baseline of a line whose box begins at `y`. */
export const baselineAt = (sheet: Sheet, y: number, font: Font): number =>
  y + (leadingOf(font) - font.size * 1.1) / 2 + sheet.ascentOf(font);

const FONTS: Record<Passage['kind'], Font> = {
  heading: { style: 'bold', size: 14 },
  subheading: { style: 'bold', size: 14 },
  paragraph: { style: 'regular', size: 14 },
  note: { style: 'italic', size: 13 },
  ground: { style: 'italic', size: 14 },
  centred: { style: 'bold', size: 14 },
};

function putJustified(sheet: Sheet, line: Line, end: string, indent: number, font: Font): void {
  const spaces = line.text.split(' ').length - 1;
  const free = TEXT_WIDTH - indent - line.width;
  const gap = line.last || spaces === 0 ? 0 : free / spaces;
  const stretch = gap > WIDEST_GAP * font.size ? 0 : gap;
  sheet.put(line.text + end, PAGE.left + indent, baselineAt(sheet, sheet.y, font), font, stretch);
}

/** The height of a passage without the gap below it. */
export const heightOf = (sheet: Sheet, { kind, text }: Passage): number =>
  sheet.wrap(text, TEXT_WIDTH, FONTS[kind], INDENT).length * leadingOf(FONTS[kind]);

const LEVELS = { heading: 2, subheading: 3 } as const;

/** A heading stays with what follows it; no first or last line of a paragraph stands alone on a page. */
export function drawPassage(sheet: Sheet, passage: Passage): void {
  const { kind, text } = passage;
  if (kind === 'heading' || kind === 'subheading') {
    sheet.need(heightOf(sheet, passage) + 3 * leadingOf(FONTS[kind]));
    heading(sheet, LEVELS[kind], text, () => drawText(sheet, passage));
  } else paragraph(sheet, () => drawText(sheet, passage));
}

function drawText(sheet: Sheet, { kind, text }: Passage): void {
  const font = FONTS[kind];
  const leading = leadingOf(font);
  const lines = sheet.wrap(text, TEXT_WIDTH, font, INDENT);
  if (kind === 'centred') {
    sheet.need((lines.length + 3) * leading);
    drawLines(sheet, [text], [PAGE.left, TEXT_WIDTH], font);
    sheet.y += PARAGRAPH_GAP;
    return;
  }
  lines.forEach((line, index) => {
    const pair = lines.length > 1 && (index === 0 || index === lines.length - 2);
    sheet.need((pair ? 2 : 1) * leading);
    putJustified(sheet, line, after(lines, index), index === 0 ? INDENT : 0, font);
    sheet.y += leading;
  });
  sheet.y += PARAGRAPH_GAP;
}

/** Lines centred (or set otherwise) within a box [x, width]; the pen moves below them. Returns the widest line. */
export function drawLines(
  sheet: Sheet,
  texts: string[],
  [x, width]: [number, number],
  font: Font,
  align: Align = 'centre',
): number {
  const lines = texts.flatMap((text) => sheet.wrap(text, width, font));
  lines.forEach((line, index) => {
    sheet.putLine(line.text, [x, width], baselineAt(sheet, sheet.y, font), font, align, after(lines, index));
    sheet.y += leadingOf(font);
  });
  return lines.at(-1)?.width ?? 0;
}

/** The narrowest width in which a text takes no more lines: none of its lines is much shorter than the others. */
export function balancedWidth(sheet: Sheet, text: string, width: number, font: Font): number {
  const { length } = sheet.wrap(text, width, font);
  let narrow = width;
  while (length > 1 && narrow > width / 2 && sheet.wrap(text, narrow - STEP, font).length === length)
    narrow -= STEP;
  return narrow;
}

/** The rule below a name: between a third and a half of the length of its last line, centred. */
export function drawShortRule(sheet: Sheet, [x, width]: [number, number], length: number): void {
  const rule = length * 0.42;
  sheet.rule(x + (width - rule) / 2, sheet.y + 2, rule);
}
