import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './table.js';

/** What the parts of a workbook may come to when they are unpacked: a zip bomb of a few kilobytes holds gigabytes. */
export const MOST_UNPACKED = 20 * 1024 * 1024;
const MOST_PARTS = 500;

const broken = (): never => {
  throw new Unreadable('imports:unreadable.workbook');
};

type Part = { name: string; packed: number; method: number; flags: number; at: number };

/** The directory at the end of a ZIP file (PKWARE APPNOTE 4.3.12, 4.3.16). */
function directoryOf(bytes: Buffer): Part[] {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > bytes.length) broken();
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_PARTS) broken();
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== 0x02014b50) broken();
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const part = {
      name: bytes.toString('utf8', at + 46, at + 46 + (name ?? 0)),
      packed: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
      flags: bytes.readUInt16LE(at + 8),
      at: bytes.readUInt32LE(at + 42),
    };
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    return part;
  });
}

function contentOf(bytes: Buffer, { at, packed, method, flags }: Part, room: number): Buffer {
  // Bit 0: encrypted, as a workbook with a password is.
  if ((flags & 1) === 1) throw new Unreadable('imports:unreadable.locked');
  if (bytes.readUInt32LE(at) !== 0x04034b50) broken();
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const raw = bytes.subarray(start, start + packed);
  if (raw.length !== packed) broken();
  if (method === 0) return raw;
  return method === 8 ? inflateRawSync(raw, { maxOutputLength: Math.max(1, room) }) : broken();
}

/** Unpacks those parts of a ZIP file that are wanted, together no more than `MOST_UNPACKED`, whatever it claims. */
export function unpack(bytes: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  try {
    const parts = new Map<string, Buffer>();
    let room = MOST_UNPACKED;
    for (const part of directoryOf(bytes).filter(({ name }) => wanted(name))) {
      const content = contentOf(bytes, part, room);
      room -= content.length;
      if (room < 0) throw new Unreadable('imports:unreadable.bomb');
      parts.set(part.name, content);
    }
    return parts;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code } = error as { code?: string };
    throw new Unreadable(`imports:unreadable.${code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'workbook'}`);
  }
}
