import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import { pictureTypes } from './picture-types.js';

/** Pixels of the longer side. */
const SIDE = 480;
/** A picture that claims more pixels than this is taken for a decompression bomb. */
const MOST_PIXELS = 100_000_000;

/** The right way up, without the camera's data; undefined when it is no readable picture. */
export async function makeThumbnail(type: string, read: () => Readable): Promise<Buffer | undefined> {
  if (!pictureTypes.includes(type)) return undefined;
  const shrink = sharp({ limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 });
  try {
    const [picture] = await Promise.all([shrink.toBuffer(), pipeline(read(), shrink)]);
    return picture;
  } catch {
    return undefined;
  }
}
