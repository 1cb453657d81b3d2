import readExif from 'exif-reader';
import { momentAt } from '../shared/dates.js';

/** What a camera wrote into its picture. It stays with the original. */
export type CameraFacts = {
  /** By the camera's clock, taken for Hanoi's: cameras seldom say in which zone they are. */
  takenAt?: Date;
  camera?: string;
  /** Degrees, north and east positive. */
  place?: { latitude: number; longitude: number };
};

const LONGEST_NAME = 80;

function degrees(parts: unknown, reference: unknown): number | undefined {
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'number' && Number.isFinite(part)))
    return undefined;
  const [whole = 0, minutes = 0, seconds = 0] = parts as number[];
  const value = whole + minutes / 60 + seconds / 3600;
  if (!Number.isFinite(value) || Math.abs(value) > 180) return undefined;
  return reference === 'S' || reference === 'W' ? -value : value;
}

function placeIn(gps: Record<string, unknown> = {}): CameraFacts['place'] {
  const latitude = degrees(gps['GPSLatitude'], gps['GPSLatitudeRef']);
  const longitude = degrees(gps['GPSLongitude'], gps['GPSLongitudeRef']);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** The library reads the camera's clock as if it were UTC's. */
function momentIn(taken: unknown): Date | undefined {
  if (!(taken instanceof Date) || Number.isNaN(taken.getTime())) return undefined;
  const text = taken.toISOString();
  return momentAt(text.slice(0, 10), text.slice(11, 19));
}

const wordsOf = (...parts: unknown[]): string =>
  parts
    .filter((part) => typeof part === 'string')
    .join(' ')
    // A camera, or whoever pretends to be one, writes what it likes.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
    .slice(0, LONGEST_NAME);

/** Reads the EXIF part of a picture (CIPA DC-008); what can not be read is not there. */
export function readCamera(exif: Buffer | undefined): CameraFacts {
  if (exif === undefined) return {};
  try {
    const found = readExif(exif);
    const photo = (found.Photo ?? {}) as Record<string, unknown>;
    const image = (found.Image ?? {}) as Record<string, unknown>;
    const takenAt = momentIn(photo['DateTimeOriginal'] ?? photo['DateTimeDigitized']);
    const camera = wordsOf(image['Make'], image['Model']);
    const place = placeIn(found.GPSInfo);
    return {
      ...(takenAt === undefined ? {} : { takenAt }),
      ...(camera === '' ? {} : { camera }),
      ...(place === undefined ? {} : { place }),
    };
  } catch {
    return {};
  }
}
