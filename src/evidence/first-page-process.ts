import { createRequire } from 'node:module';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pictureSides } from './picture-types.js';

// The process that first-page.ts begins: a PDF on standard input, its first page as PNG on standard output.

type Canvas = { toBuffer(type: 'image/png'): Buffer };
type Canvases = { create(width: number, height: number): { canvas: Canvas; context: object } };

const home = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => `${path.join(home, name)}/`;

const document = await getDocument({
  data: new Uint8Array(await buffer(process.stdin)),
  standardFontDataUrl: folder('standard_fonts'),
  cMapUrl: folder('cmaps'),
  wasmUrl: folder('wasm'),
  iccUrl: folder('iccs'),
  isEvalSupported: false,
  disableFontFace: true,
  verbosity: 0,
}).promise;
const page = await document.getPage(1);
const { width, height } = page.getViewport({ scale: 1 });
const viewport = page.getViewport({ scale: pictureSides.large / Math.max(width, height) });
const { canvas, context } = (document.canvasFactory as Canvases).create(
  Math.ceil(viewport.width),
  Math.ceil(viewport.height),
);
await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
process.stdout.write(canvas.toBuffer('image/png'));
