import type { Annex, Closing, Signing } from './paper.js';
import type { Font } from './letters.pdf.js';
import { balancedWidth, drawLines, leadingOf } from './passage.pdf.js';
import { heading, list, paragraph } from './parts.pdf.js';
import { PAGE, TEXT_WIDTH, millimetres, type Sheet } from './sheet.pdf.js';

/** Boxes 7 and 9b of the diagram in Decree 30/2020, Annex I. */
const FONT = {
  label: { style: 'boldItalic', size: 12 },
  recipient: { style: 'regular', size: 11 },
  signer: { style: 'bold', size: 14 },
  hint: { style: 'italic', size: 12 },
  annex: { style: 'bold', size: 14 },
  attached: { style: 'italic', size: 14 },
} as const satisfies Record<string, Font>;

const LEFT: [number, number] = [PAGE.left, millimetres(72)];
const RIGHT: [number, number] = [PAGE.right - millimetres(88), millimetres(88)];
/** Room for the signature and for a third of the seal. */
const SIGNATURE = millimetres(30);

const linesIn = (sheet: Sheet, texts: string[], width: number, font: Font): number =>
  texts.flatMap((text) => sheet.wrap(text, width, font)).length * leadingOf(font);

/** Two signatures beside each other take half of the width each. */
const HALVES: [number, number][] = [
  [PAGE.left, TEXT_WIDTH / 2],
  [PAGE.left + TEXT_WIDTH / 2, TEXT_WIDTH / 2],
];

const capacityHeight = (sheet: Sheet, { authority, note }: Signing, width: number): number =>
  linesIn(sheet, authority, width, FONT.signer) +
  (note === undefined ? 0 : linesIn(sheet, [note], width, FONT.hint));

/** Of the taller of two capacities beside each other, so that both names stand on one line. */
const tallerOf = (sheet: Sheet, row: [Signing, Signing]): number =>
  Math.max(...row.map((signing) => capacityHeight(sheet, signing, HALVES[0]![1])));

const rowHeight = (sheet: Sheet, row: [Signing, Signing]): number =>
  tallerOf(sheet, row) + SIGNATURE + leadingOf(FONT.signer);

const recipientsHeight = (sheet: Sheet, { recipients }: Closing): number =>
  recipients.length === 0 ? 0 : leadingOf(FONT.label) + linesIn(sheet, recipients, LEFT[1], FONT.recipient);

/** How much of a page the closing takes, in points. */
export function closingHeight(sheet: Sheet, closing: Closing): number {
  const left = recipientsHeight(sheet, closing);
  if (closing.signings !== undefined) {
    return closing.signings.reduce((sum, row) => sum + rowHeight(sheet, row) + 8, left + 8);
  }
  const right = capacityHeight(sheet, closing, RIGHT[1]) + SIGNATURE + leadingOf(FONT.signer);
  return Math.max(left, right) + 8;
}

/** The capacity in its height, room to sign, the name. Gives back where it ends. */
function drawSigning(sheet: Sheet, signing: Signing, box: [number, number], height: number): number {
  const { authority, note, name } = signing;
  const top = sheet.y;
  paragraph(sheet, () => drawLines(sheet, authority, box, FONT.signer));
  if (note !== undefined) paragraph(sheet, () => drawLines(sheet, [note], box, FONT.hint));
  sheet.y = top + height + SIGNATURE;
  paragraph(sheet, () => drawLines(sheet, [name], box, FONT.signer));
  return sheet.y;
}

function drawRecipients(sheet: Sheet, { recipientsLabel, recipients }: Closing): number {
  if (recipients.length === 0) return sheet.y;
  paragraph(sheet, () => drawLines(sheet, [recipientsLabel], LEFT, FONT.label, 'left'));
  list(sheet, recipients, (text) => drawLines(sheet, [text], LEFT, FONT.recipient, 'left'));
  return sheet.y;
}

/** Rows of two signatures, the recipients below: minutes are signed by both sides. */
function drawSignings(sheet: Sheet, rows: [Signing, Signing][]): void {
  for (const row of rows) {
    const top = sheet.y;
    const height = tallerOf(sheet, row);
    const ends = row.map((signing, index) => {
      sheet.y = top;
      return drawSigning(sheet, signing, HALVES[index]!, height);
    });
    sheet.y = Math.max(...ends) + 8;
  }
}

/** The recipients on the left, level with the signer's authority and post on the right. Never torn. */
export function drawClosing(sheet: Sheet, closing: Closing): void {
  sheet.need(closingHeight(sheet, closing));
  const top = sheet.y + 8;
  sheet.y = top;
  if (closing.signings !== undefined) {
    drawSignings(sheet, closing.signings);
    drawRecipients(sheet, closing);
    return;
  }
  const left = drawRecipients(sheet, closing);
  sheet.y = top;
  sheet.y = Math.max(left, drawSigning(sheet, closing, RIGHT, capacityHeight(sheet, closing, RIGHT[1])));
}

/** Draws the name of an annex, a heading of its own in the outline. */
export function drawAnnexHead(sheet: Sheet, annex: Annex): void {
  const box: [number, number] = [PAGE.left, TEXT_WIDTH];
  const width = balancedWidth(sheet, annex.title, TEXT_WIDTH, FONT.annex);
  const title: [number, number] = [PAGE.left + (TEXT_WIDTH - width) / 2, width];
  heading(sheet, 2, `${annex.label}: ${annex.title}`, () =>
    drawLines(sheet, [annex.label, annex.title], title, FONT.annex),
  );
  paragraph(sheet, () => drawLines(sheet, [annex.attached], box, FONT.attached));
  sheet.y += 10;
}
