import { expect } from 'chai';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import type { Block } from '../../src/paper/paper.js';
import { drawn, pieceWith } from './support/pdf.js';
import { SENTENCE, paperWith, paragraph } from './support/papers.js';

const millimetres = (points: number): number => (points * 25.4) / 72;

const photo = (width: number, height: number): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 60 } } })
    .jpeg()
    .toBuffer();

const figure = (photos: Uint8Array[]): Block => ({
  kind: 'photos',
  caption: 'Trước và sau khi khắc phục',
  alt: 'Biển tên phòng trước và sau',
  photos,
});

/** Where the pictures of the first page lie and how large: [left, top, width, height] in millimetres. */
async function placesOf(blocks: Block[]) {
  const pdf = await drawn(paperWith(blocks));
  const page = await pdf.document.getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const places: number[][] = [];
  let last: number[] = [];
  fnArray.forEach((operator, index) => {
    if (operator === OPS.transform) last = argsArray[index] as number[];
    if (operator === OPS.paintImageXObject) places.push(last);
  });
  return {
    pdf,
    page,
    places: places.map(([width = 0, , , height = 0, x = 0, y = 0]) =>
      [x, y + height, width, -height].map(millimetres),
    ),
  };
}

describe('photos in a paper', () => {
  it('stand side by side within the margins, undistorted, as one figure with its words', async () => {
    const pair = [await photo(800, 600), await photo(600, 800)];
    const { pdf, page, places } = await placesOf([paragraph(SENTENCE), figure(pair)]);
    expect(places).to.have.length(2);
    const [before = [], after = []] = places;
    expect(before[0]).to.be.closeTo(30, 0.5);
    expect((before[2] ?? 0) / (before[3] ?? 1)).to.be.closeTo(4 / 3, 0.01);
    expect((after[2] ?? 0) / (after[3] ?? 1)).to.be.closeTo(3 / 4, 0.01);
    expect((after[0] ?? 0) + (after[2] ?? 0)).to.be.at.most(195.1);
    expect(pieceWith(pdf.pages[0], 'Trước và sau').baseline).to.be.greaterThan(
      (after[1] ?? 0) + (after[3] ?? 0),
    );
    expect(JSON.stringify(await page.getStructTree())).to.include('"alt":"Biển tên phòng trước và sau"');
  });

  it('go to the next page together with their caption when they do not fit', async () => {
    const few = Array.from({ length: 11 }, () => paragraph(SENTENCE));
    const { pdf, places } = await placesOf([...few, figure([await photo(300, 400)])]);
    expect(places).to.deep.equal([]);
    pieceWith(pdf.pages[1], 'Trước và sau');
  });
});
