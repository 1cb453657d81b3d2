import { buffer } from 'node:stream/consumers';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Paper } from '../../../src/paper/paper.js';
import { paperPdf } from '../../../src/paper/paper.pdf.js';

/** A piece of text as it lies on its page; places in millimetres from the upper left corner, size in points. */
export type Piece = {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  font: string;
};
export type ReadPage = { width: number; height: number; pieces: Piece[]; text: string };
export type ReadPdf = {
  pages: ReadPage[];
  text: string;
  info: Record<string, unknown>;
  document: PDFDocumentProxy;
};

const millimetres = (points: number): number => (points * 25.4) / 72;

async function readPage(document: PDFDocumentProxy, number: number): Promise<ReadPage> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  await page.getOperatorList();
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , size, x, y] = item.transform as [number, number, number, number, number, number];
    const font = (page.commonObjs.get(item.fontName) as { name: string }).name;
    const [left, right] = [millimetres(x), millimetres(x + item.width)];
    return [{ text: item.str, left, right, baseline: millimetres(height - y), size, font }];
  });
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  return { width: millimetres(width), height: millimetres(height), pieces, text };
}

/** Reads a PDF with an engine that is not ours: what it says, where, how large, and in which fonts. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  const pages = await Promise.all(numbers.map((number) => readPage(document, number)));
  const { info } = await document.getMetadata();
  const text = pages.map((page) => page.text).join('\n');
  return { pages, text, info: info as Record<string, unknown>, document };
}

export const bytesOf = async (paper: Paper): Promise<Buffer> => buffer(await paperPdf(paper));
export const drawn = async (paper: Paper): Promise<ReadPdf> => readPdf(await bytesOf(paper));

/** The piece that contains a text. */
export function pieceWith(page: ReadPage | undefined, text: string): Piece {
  const piece = page?.pieces.find((one) => one.text.includes(text));
  if (piece === undefined) throw new Error(`"${text}" is not on the page: ${page?.text ?? ''}`);
  return piece;
}
