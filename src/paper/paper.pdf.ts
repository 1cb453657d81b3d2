import type { Readable } from 'node:stream';
import type { Block, Paper, Passage } from './paper.js';
import { closingHeight, drawAnnexHead, drawClosing } from './closing.pdf.js';
import { attach } from './document.pdf.js';
import { drawAddressed, drawHead, drawMark, drawName } from './head.pdf.js';
import { PARAGRAPH_GAP, drawPassage, heightOf } from './passage.pdf.js';
import { drawPhotos } from './photos.pdf.js';
import { drawPicture } from './picture.pdf.js';
import { drawProof } from './proof.pdf.js';
import { openSheet, type Sheet } from './sheet.pdf.js';
import { drawTable } from './table.pdf.js';

async function drawBlock(sheet: Sheet, block: Block): Promise<void> {
  if (block.kind === 'table') await drawTable(sheet, block);
  else if (block.kind === 'picture') drawPicture(sheet, block);
  else if (block.kind === 'photos') drawPhotos(sheet, block);
  else drawPassage(sheet, block);
  await sheet.breathe();
}

const isPassage = (block: Block | undefined): block is Passage => block !== undefined && 'text' in block;

/** The last words, with a heading that stands right above them. */
function endingOf(blocks: readonly Block[]): Passage[] {
  const [before, last] = [blocks.at(-2), blocks.at(-1)];
  if (!isPassage(last)) return [];
  return isPassage(before) && ['heading', 'subheading'].includes(before.kind) ? [before, last] : [last];
}

/** The last words stand on the page of the signature, so that nobody can sign an empty page. */
async function drawBody(sheet: Sheet, paper: Paper): Promise<void> {
  const ending = endingOf(paper.blocks);
  const height = ending.reduce((sum, passage) => sum + heightOf(sheet, passage) + PARAGRAPH_GAP, 0);
  for (const block of paper.blocks) {
    if (block === ending[0]) sheet.need(height + closingHeight(sheet, paper.closing));
    await drawBlock(sheet, block);
  }
  drawClosing(sheet, paper.closing);
}

async function draw(sheet: Sheet, paper: Paper): Promise<void> {
  sheet.begin();
  drawHead(sheet, paper.head);
  if (paper.mark !== null) drawMark(sheet, paper.mark);
  if (paper.type !== '') drawName(sheet, paper);
  if (paper.addressed !== null) drawAddressed(sheet, paper.addressed);
  await drawBody(sheet, paper);
  for (const annex of paper.annexes) {
    sheet.begin();
    drawAnnexHead(sheet, annex);
    for (const block of annex.blocks) await drawBlock(sheet, block);
  }
  if (paper.proof !== undefined) drawProof(sheet, paper.proof);
  attach(sheet.doc, paper.attached ?? [], paper.madeAt);
  sheet.end();
}

/**
 * Draws a paper as PDF by Decree 30/2020, Annex I. The stream gives its first bytes while later pages are still being
 * drawn; a fault while drawing ends it with that error.
 */
export async function paperPdf(paper: Paper): Promise<Readable> {
  const sheet = await openSheet(paper);
  const stream = sheet.doc as unknown as Readable;
  draw(sheet, paper).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return stream;
}
