import type { Readable } from 'node:stream';
import type { Paper } from './paper.js';

/** Draws a paper as PDF. The drawing kit and its fonts are loaded when the first paper is asked for, not at the start. */
export async function drawPaper(paper: Paper): Promise<Readable> {
  const { paperPdf } = await import('./paper.pdf.js');
  return paperPdf(paper);
}
