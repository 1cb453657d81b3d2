import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { internalsOf } from '../../src/paper/document.pdf.js';
import type { Font } from '../../src/paper/letters.pdf.js';
import type { Paper } from '../../src/paper/paper.js';
import { paperPdf } from '../../src/paper/paper.pdf.js';
import { Sheet } from '../../src/paper/sheet.pdf.js';
import { styles, tinos, type Style } from '../../src/paper/tinos.js';
import { nothingToEnd, type Prepare } from './paper-peer.js';

export const product: Prepare = async (paper) => ({
  draw: async () => buffer(await paperPdf(paper)),
  end: nothingToEnd,
});

type Written = { text: string; x: number; baseline: number; font: Font };

/** Where the product puts every string, page by page: known before the measuring begins. */
async function placesOf(paper: Paper): Promise<Written[][]> {
  const pages: Written[][] = [];
  const { put, turn } = Sheet.prototype;
  Sheet.prototype.put = function (this: Sheet, text, x, baseline, font, stretch) {
    pages.at(-1)?.push({ text, x, baseline, font });
    put.call(this, text, x, baseline, font, stretch);
  };
  Sheet.prototype.turn = function (this: Sheet) {
    pages.push([]);
    turn.call(this);
  };
  await buffer(await paperPdf(paper));
  Object.assign(Sheet.prototype, { put, turn });
  return pages;
}

const photosOf = ({ annexes }: Paper): Uint8Array[] =>
  annexes.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'photos' ? block.photos : []));

/** pdfkit with the strings at known places by raw operators: no wrapping, no lines, no tags. Photos at the end, six a page. */
export const rawOperators: Prepare = async (paper) => {
  const pages = await placesOf(paper);
  const photos = photosOf(paper);
  const faces = await tinos();
  const draw = async () => {
    const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false });
    const internals = internalsOf(doc);
    const fonts = Object.fromEntries(
      styles.map((style) => {
        doc.registerFont(style, faces[style].file).font(style);
        return [style, internals._font];
      }),
    ) as Record<Style, typeof internals._font>;
    for (const written of pages) {
      doc.addPage();
      for (const { text, x, baseline, font } of written) {
        const face = fonts[font.style];
        internals.page.fonts[face.id] ??= face.ref();
        const [codes] = face.encode(text);
        const place = `1 0 0 -1 ${x.toFixed(2)} ${baseline.toFixed(2)} Tm`;
        internals.page.write(
          Buffer.from(`BT /${face.id} ${font.size} Tf ${place} <${codes.join('')}> Tj ET\n`),
        );
      }
    }
    photos.forEach((photo, index) => {
      if (index % 6 === 0) doc.addPage();
      const [x, y] = [85 + 240 * (index % 2), 60 + 220 * (Math.floor(index / 2) % 3)];
      doc.image(Buffer.from(photo), x, y, { fit: [230, 190] });
    });
    doc.end();
    return buffer(doc);
  };
  return { draw, end: nothingToEnd };
};
