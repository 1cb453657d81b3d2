import { BSONType } from 'bson';
import { MAX_DOCUMENT } from './documents.js';
import { STORED_DEPTH } from './depth.js';

// The types that mean the same read and written again.
const { string: TEXT, object: DOCUMENT, array: ARRAY, binData: BINARY, bool: BOOLEAN, date: DATE } = BSONType;
/** How long the values of the others are (https://bsonspec.org/spec.html). */
const FIXED: Partial<Record<number, number>> = { 1: 8, 7: 12, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16 };
const OLD_BINARY = 2;
/** Looking for a field that comes twice would take too long in a document of more fields. */
const MOST_FIELDS = 100;
/** Beyond it, in milliseconds, JavaScript knows no dates. */
const LAST_DATE = 8_640_000_000_000_000n;
const ID = Buffer.from('_id\0');

/**
 * Can these bytes be stored as they came? Only when nothing about them is out of the ordinary: a sound document, its
 * `_id` first and a simple value, no outdated types, no field twice. Any other is decoded, judged and encoded again.
 */
export function isPlain(bytes: Buffer): boolean {
  if (bytes.length > MAX_DOCUMENT || bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length) return false;
  const type = bytes[4]!;
  if (type === DOCUMENT || type === ARRAY || bytes.compare(ID, 0, ID.length, 5, 5 + ID.length) !== 0)
    return false;
  return endOfDocument(bytes, 0, bytes.length, 1) === bytes.length;
}

// Where a document ends that begins at `start`; -1 when it is not plain, or leads beyond `limit`.
function endOfDocument(bytes: Buffer, start: number, limit: number, depth: number, isArray = false): number {
  if (depth > STORED_DEPTH || start + 5 > limit) return -1;
  const end = start + bytes.readInt32LE(start);
  if (end < start + 5 || end > limit) return -1;
  const names: number[] = [];
  for (let at = start + 4, index = 0; at < end - 1; index++) {
    const type = bytes[at++]!;
    const name = at;
    let sum = 7;
    for (let byte = bytes[at++]!; byte !== 0; byte = bytes[at++]!) {
      if (at >= end) return -1;
      sum = (Math.imul(sum, 31) + byte) | 0;
    }
    // Two names with the same sum may be the same. An array's items are called by their positions.
    if (isArray) {
      if (bytes.toString('latin1', name, at - 1) !== String(index)) return -1;
    } else if (index === MOST_FIELDS || names.includes(sum)) return -1;
    else names.push(sum);
    at = endOfValue(bytes, type, at, { end, depth });
    if (at < 0 || at >= end) return -1;
  }
  return bytes[end - 1] === 0 ? end : -1;
}

function endOfValue(
  bytes: Buffer,
  type: number,
  at: number,
  { end, depth }: { end: number; depth: number },
): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return at + fixed;
  if (type === DATE) return at + 8 <= end && isDate(bytes.readBigInt64LE(at)) ? at + 8 : -1;
  if (type === BOOLEAN) return bytes[at]! <= 1 ? at + 1 : -1;
  if (type === DOCUMENT || type === ARRAY) return endOfDocument(bytes, at, end, depth + 1, type === ARRAY);
  if (at + 5 > end || (type !== TEXT && type !== BINARY)) return -1;
  const length = bytes.readInt32LE(at);
  const after = at + 4 + length + (type === BINARY ? 1 : 0);
  if (length < 0 || after > end) return -1;
  if (type === TEXT) return length > 0 && bytes[after - 1] === 0 ? after : -1;
  return bytes[at + 4] === OLD_BINARY ? -1 : after;
}

const isDate = (at: bigint): boolean => at <= LAST_DATE && at >= -LAST_DATE;
