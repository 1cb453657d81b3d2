import { internalsOf, type JpegImage } from './document.pdf.js';
import { drawFigure } from './figure.pdf.js';
import { short } from './letters.pdf.js';
import type { Photos } from './paper.js';
import { PAGE, TEXT_WIDTH, millimetres, type Sheet } from './sheet.pdf.js';

const GAP = millimetres(5);
/** Three pairs with their captions fit on a page. */
const TALLEST = millimetres(68);

/** The photo as a page paints it, within a box [x, y, width, height]; the page is turned upside down by pdfkit. */
function photoCode(
  sheet: Sheet,
  image: JpegImage,
  [x, y, width, height]: [number, number, number, number],
): string {
  const { page } = internalsOf(sheet.doc);
  page.xobjects[image.label] ??= image.obj;
  return `q ${short(width)} 0 0 ${short(-height)} ${short(x)} ${short(y + height)} cm /${image.label} Do Q`;
}

/** Photos side by side, each in a box of equal width, as large as it fits; they keep their bytes as they are. */
export function drawPhotos(sheet: Sheet, { photos, caption, alt }: Photos): void {
  const internals = internalsOf(sheet.doc);
  const room = (TEXT_WIDTH - GAP * (photos.length - 1)) / photos.length;
  const images = photos.map((bytes) => {
    const image = internals.openImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    image.embed(sheet.doc);
    const scale = Math.min(room / image.width, TALLEST / image.height);
    return { image, width: image.width * scale, height: image.height * scale };
  });
  const tallest = Math.max(...images.map(({ height }) => height));
  drawFigure(sheet, { caption, alt, height: tallest }, () =>
    images
      .map(({ image, width, height }, place) => {
        const x = PAGE.left + place * (room + GAP) + (room - width) / 2;
        return photoCode(sheet, image, [x, sheet.y + (tallest - height) / 2, width, height]);
      })
      .join('\n'),
  );
}
