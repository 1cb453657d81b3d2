import type { Head, Paper } from './paper.js';
import type { Font } from './letters.pdf.js';
import {
  INDENT,
  PARAGRAPH_GAP,
  balancedWidth,
  baselineAt,
  drawLines,
  drawShortRule,
  leadingOf,
} from './passage.pdf.js';
import { heading, paragraph } from './parts.pdf.js';
import { PAGE, TEXT_WIDTH, millimetres, type Sheet } from './sheet.pdf.js';

/** Boxes 1 to 5 of the diagram in Decree 30/2020, Annex I. The sizes are those of its example. */
const FONT = {
  superior: { style: 'regular', size: 12 },
  issuer: { style: 'bold', size: 12 },
  country: { style: 'bold', size: 12 },
  motto: { style: 'bold', size: 13 },
  number: { style: 'regular', size: 13 },
  placeAndDate: { style: 'italic', size: 13 },
  subject: { style: 'regular', size: 12 },
  title: { style: 'bold', size: 14 },
  mark: { style: 'bold', size: 13 },
  body: { style: 'regular', size: 14 },
} as const satisfies Record<string, Font>;

const LEFT: [number, number] = [PAGE.left, millimetres(65)];
const RIGHT: [number, number] = [PAGE.right - millimetres(98), millimetres(98)];

/** Box 5b: a letter's subject stands 6 pt below its number. */
const SUBJECT_GAP = 6;

function drawBodies(sheet: Sheet, head: Head): number {
  if (head.superior.length > 0) paragraph(sheet, () => drawLines(sheet, head.superior, LEFT, FONT.superior));
  const length = paragraph(sheet, () => drawLines(sheet, head.issuer, LEFT, FONT.issuer));
  drawShortRule(sheet, LEFT, length);
  return sheet.y;
}

/** The rule below the motto is as long as the motto. */
function drawCountry(sheet: Sheet, head: Head): number {
  paragraph(sheet, () => drawLines(sheet, [head.country], RIGHT, FONT.country));
  const length = paragraph(sheet, () => drawLines(sheet, [head.motto], RIGHT, FONT.motto));
  sheet.rule(RIGHT[0] + (RIGHT[1] - length) / 2, sheet.y + 2, length);
  return sheet.y;
}

/** Draws the two sides of the head and, below the left one, the number; leaves the pen below both. */
export function drawHead(sheet: Sheet, head: Head): void {
  const top = sheet.y;
  const left = drawBodies(sheet, head);
  sheet.y = top;
  const right = drawCountry(sheet, head);
  sheet.y = Math.max(left, right) + 8;
  const baseline = baselineAt(sheet, sheet.y, FONT.number);
  paragraph(sheet, () => sheet.putLine(head.number, LEFT, baseline, FONT.number, 'centre'));
  paragraph(sheet, () => sheet.putLine(head.placeAndDate, RIGHT, baseline, FONT.placeAndDate, 'centre'));
  sheet.y += leadingOf(FONT.number);
  if (head.subject !== undefined) {
    sheet.y += SUBJECT_GAP;
    const subject = head.subject;
    paragraph(sheet, () => drawLines(sheet, [subject], LEFT, FONT.subject));
  }
  sheet.y += 14;
}

/** A boxed warning, such as that the paper is a draft. */
export function drawMark(sheet: Sheet, text: string): void {
  const padding = 5;
  const box: [number, number] = [PAGE.left + padding * 2, TEXT_WIDTH - padding * 4];
  const lines = sheet.wrap(text, box[1], FONT.mark);
  const width = Math.max(...lines.map((line) => line.width)) + 4 * padding;
  const [x, y] = [PAGE.left + (TEXT_WIDTH - width) / 2, sheet.y];
  sheet.y += padding;
  paragraph(sheet, () => drawLines(sheet, [text], box, FONT.mark));
  sheet.frame(x, y, width, sheet.y + padding - y, 1);
  sheet.y += padding + 12;
}

/** Draws the type of a paper and what it is about: the heading above all others. */
export function drawName(sheet: Sheet, { type, about }: Pick<Paper, 'type' | 'about'>): void {
  const width = balancedWidth(sheet, about, TEXT_WIDTH - millimetres(16), FONT.title);
  const box: [number, number] = [PAGE.left + (TEXT_WIDTH - width) / 2, width];
  const length = heading(sheet, 1, `${type}: ${about}`, () =>
    drawLines(sheet, [type, about], box, FONT.title),
  );
  drawShortRule(sheet, box, length);
  sheet.y += 18;
}

/** One addressee stands on the line of the label; several are listed below each other behind its colon. */
export function drawAddressed(sheet: Sheet, { label, to }: { label: string; to: string[] }): void {
  const font = FONT.body;
  const x = PAGE.left + INDENT + millimetres(12);
  const after = sheet.measure(`${label} `, font);
  paragraph(sheet, () => sheet.put(label, x, baselineAt(sheet, sheet.y, font), font));
  const texts = to.map((name, index) =>
    to.length === 1 ? `${name}.` : `- ${name}${index === to.length - 1 ? '.' : ';'}`,
  );
  const box: [number, number] = [x + after, PAGE.right - x - after];
  for (const text of texts) paragraph(sheet, () => drawLines(sheet, [text], box, font, 'left'));
  sheet.y += PARAGRAPH_GAP * 2;
}
