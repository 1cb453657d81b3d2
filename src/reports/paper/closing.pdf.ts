import type { Annex, Closing } from './paper.js';
import type { Font } from './letters.pdf.js';
import { drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, TEXT_WIDTH, millimetres, type Sheet } from './sheet.pdf.js';

/** Boxes 7 and 9b of the diagram in Decree 30/2020, Annex I. */
const FONT = {
  label: { style: 'boldItalic', size: 12 },
  recipient: { style: 'regular', size: 11 },
  signer: { style: 'bold', size: 14 },
  annex: { style: 'bold', size: 14 },
  attached: { style: 'italic', size: 14 },
} as const satisfies Record<string, Font>;

const LEFT: [number, number] = [PAGE.left, millimetres(72)];
const RIGHT: [number, number] = [PAGE.right - millimetres(88), millimetres(88)];
/** Room for the signature and for a third of the seal. */
const SIGNATURE = millimetres(30);

const linesIn = (sheet: Sheet, texts: string[], width: number, font: Font): number =>
  texts.flatMap((text) => sheet.wrap(text, width, font)).length * leadingOf(font);

export function closingHeight(sheet: Sheet, { authority, recipients }: Closing): number {
  const left = leadingOf(FONT.label) + linesIn(sheet, recipients, LEFT[1], FONT.recipient);
  const right = linesIn(sheet, authority, RIGHT[1], FONT.signer) + SIGNATURE + leadingOf(FONT.signer);
  return Math.max(left, right) + 8;
}

/** The recipients on the left, level with the signer's authority and post on the right. Never torn. */
export function drawClosing(sheet: Sheet, closing: Closing): void {
  sheet.need(closingHeight(sheet, closing));
  const top = sheet.y + 8;
  sheet.y = top;
  drawLines(sheet, [closing.recipientsLabel], LEFT, FONT.label, 'left');
  drawLines(sheet, closing.recipients, LEFT, FONT.recipient, 'left');
  const left = sheet.y;
  sheet.y = top;
  drawLines(sheet, closing.authority, RIGHT, FONT.signer);
  sheet.y += SIGNATURE;
  drawLines(sheet, [closing.name], RIGHT, FONT.signer);
  sheet.y = Math.max(left, sheet.y);
}

export function drawAnnexHead(sheet: Sheet, annex: Annex): void {
  const box: [number, number] = [PAGE.left, TEXT_WIDTH];
  drawLines(sheet, [annex.label, annex.title], box, FONT.annex);
  drawLines(sheet, [annex.attached], box, FONT.attached);
  sheet.y += 10;
}
