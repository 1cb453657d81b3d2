import type { Readable } from 'node:stream';
import type { Block, Paper, Passage } from './paper.js';
import { closingHeight, drawAnnexHead, drawClosing } from './closing.pdf.js';
import { attach } from './document.pdf.js';
import { drawAddressed, drawHead, drawMark, drawName } from './head.pdf.js';
import { PARAGRAPH_GAP, drawPassage, heightOf } from './passage.pdf.js';
import { drawPhotos } from './photos.pdf.js';
import { drawPicture } from './picture.pdf.js';
import { drawProof } from './proof.pdf.js';
import { PAGE, openSheet, type Sheet } from './sheet.pdf.js';
import { drawTable, startHeight } from './table.pdf.js';

const isPassage = (block: Block | undefined): block is Passage => block !== undefined && 'text' in block;
const isHeading = (block: Block | undefined): boolean =>
  block?.kind === 'heading' || block?.kind === 'subheading';

const heightOfAll = (sheet: Sheet, passages: readonly Passage[]): number =>
  passages.reduce((sum, passage) => sum + heightOf(sheet, passage) + PARAGRAPH_GAP, 0);

/** As much of a page may stay empty for it: longer words are begun, and their table follows. */
const KEPT = (PAGE.bottom - PAGE.top) / 3;

/** A heading stands on one page with the beginning of the table that it introduces in few words. */
function keepTogether(sheet: Sheet, blocks: readonly Block[], at: number): void {
  if (!isHeading(blocks[at])) return;
  const end = blocks.findIndex((block, place) => place > at && (!isPassage(block) || isHeading(block)));
  const next = blocks[end];
  if (next?.kind !== 'table') return;
  const height = heightOfAll(sheet, blocks.slice(at, end).filter(isPassage)) + startHeight(sheet, next);
  if (height <= KEPT) sheet.need(height);
}

async function drawBlock(sheet: Sheet, block: Block): Promise<void> {
  if (block.kind === 'table') await drawTable(sheet, block);
  else if (block.kind === 'picture') drawPicture(sheet, block);
  else if (block.kind === 'photos') drawPhotos(sheet, block);
  else drawPassage(sheet, block);
  await sheet.breathe();
}

/** The last words, with a heading that stands right above them. */
function endingOf(blocks: readonly Block[]): Passage[] {
  const [before, last] = [blocks.at(-2), blocks.at(-1)];
  if (!isPassage(last)) return [];
  return isPassage(before) && isHeading(before) ? [before, last] : [last];
}

/** The last words stand on the page of the signature, so that nobody can sign an empty page. */
async function drawBody(sheet: Sheet, paper: Paper): Promise<void> {
  const ending = endingOf(paper.blocks);
  const height = heightOfAll(sheet, ending);
  for (const [at, block] of paper.blocks.entries()) {
    if (block === ending[0]) sheet.need(height + closingHeight(sheet, paper.closing));
    keepTogether(sheet, paper.blocks, at);
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
