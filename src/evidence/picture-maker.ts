import sharp from 'sharp';
import { readCamera, type CameraFacts } from './camera.js';
import { drawFirstPage, isPdf } from './first-page.js';
import { pixelsOf, type Box } from './mask.js';
import { pictureSides, pictureSizes, type PictureSize } from './picture-types.js';
import { printOf } from './picture-print.js';

/** A picture that claims more pixels than this is taken for a decompression bomb. */
const MOST_PIXELS = 100_000_000;
// One thread of the machine is enough for pictures: the others answer people.
sharp.concurrency(1);

export type Copy = { size: PictureSize; type: string; data: Buffer };
/** `print`: what the picture looks like, for finding others like it; a page of paper looks like every other. */
export type Developed = { copies: Copy[]; camera: CameraFacts; print?: string };

type Raw = { data: Buffer; raw: { width: number; height: number; channels: 3 } };

async function decode(bytes: Buffer): Promise<Raw> {
  const side = pictureSides.large;
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: 3 } };
}

/** Black boxes become part of the copy: there is nothing below them that could be uncovered. */
async function cover({ data, raw }: Raw, boxes: readonly Box[]): Promise<Raw> {
  if (boxes.length === 0) return { data, raw };
  const covers = boxes.map((box) => {
    const { left, top, width, height } = pixelsOf(box, raw);
    return { left, top, input: { create: { width, height, channels: 3 as const, background: '#000000' } } };
  });
  return { data: await sharp(data, { raw }).composite(covers).removeAlpha().raw().toBuffer(), raw };
}

/** Papers print a photo at most 80 mm wide: at 300 dots an inch that is less than this. */
const PAPER_SIDE = 1000;

/** A copy as papers print it: as JPEG. */
export const forPaper = (copied: Buffer): Promise<Buffer> =>
  sharp(copied)
    .resize({ width: PAPER_SIDE, height: PAPER_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();

/** The largest copy is taken along and put into letters, so it is a JPEG; the others are for pages. */
async function copy({ data, raw }: Raw, size: PictureSize): Promise<Copy> {
  const picture = sharp(data, { raw });
  if (size === 'large')
    return { size, type: 'image/jpeg', data: await picture.jpeg({ quality: 82, mozjpeg: false }).toBuffer() };
  const side = pictureSides[size];
  const small = picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  return { size, type: 'image/webp', data: await small.webp({ quality: 75, effort: 2 }).toBuffer() };
}

/**
 * The copies of a picture, or of the first page of a PDF, that people see: the right way up, without the camera's data,
 * masked. The original is read once. Undefined when it is nothing that can be shown.
 */
export async function develop(bytes: Buffer, boxes: readonly Box[]): Promise<Developed | undefined> {
  try {
    const isPaper = isPdf(bytes);
    const picture = isPaper ? await drawFirstPage(bytes) : bytes;
    const { exif } = await sharp(picture, { limitInputPixels: MOST_PIXELS }).metadata();
    const whole = await decode(picture);
    const print = isPaper ? {} : { print: await printOf(whole.data, whole.raw) };
    const covered = await cover(whole, boxes);
    const copies: Copy[] = [];
    for (const size of pictureSizes) copies.push(await copy(covered, size));
    return { copies, camera: readCamera(exif), ...print };
  } catch {
    return undefined;
  }
}
