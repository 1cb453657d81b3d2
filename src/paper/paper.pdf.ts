import type { Readable } from 'node:stream';
import type { Block, Paper } from './paper.js';
import { closingHeight, drawAnnexHead, drawClosing } from './closing.pdf.js';
import { attach } from './document.pdf.js';
import { drawAddressed, drawHead, drawMark, drawName } from './head.pdf.js';
import { drawPassage, heightOf } from './passage.pdf.js';
import { drawPicture } from './picture.pdf.js';
import { drawProof } from './proof.pdf.js';
import { openSheet, type Sheet } from './sheet.pdf.js';
import { drawTable } from './table.pdf.js';

async function drawBlock(sheet: Sheet, block: Block): Promise<void> {
  if (block.kind === 'table') await drawTable(sheet, block);
  else if (block.kind === 'picture') drawPicture(sheet, block);
  else drawPassage(sheet, block);
  await sheet.breathe();
}

/** The last words stand on the page of the signature, so that nobody can sign an empty page. */
async function drawBody(sheet: Sheet, paper: Paper): Promise<void> {
  const last = paper.blocks.at(-1);
  for (const block of paper.blocks) {
    if (block === last && block.kind !== 'table' && block.kind !== 'picture') {
      sheet.need(heightOf(sheet, block) + closingHeight(sheet, paper.closing) + 6);
    }
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
