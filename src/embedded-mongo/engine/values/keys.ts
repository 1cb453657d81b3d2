import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Document,
} from 'bson';
import { isNumeric, type Numeric } from './documents.js';
import { numberKey } from './numbers.js';

/** The order of BSON types, as a key's first byte. Gaps leave room; no byte is 0 or 255. */
export const RANK = {
  minKey: 0x01,
  undefined: 0x0a,
  null: 0x14,
  number: 0x1e,
  string: 0x28,
  object: 0x32,
  array: 0x3c,
  binData: 0x46,
  objectId: 0x50,
  bool: 0x5a,
  date: 0x64,
  timestamp: 0x6e,
  regex: 0x78,
  code: 0x82,
  scopedCode: 0x8c,
  maxKey: 0xfe,
} as const;

/** A fixed string comparison, such as one that ignores case; undefined compares bytes. */
export type Fold = ((text: string) => Buffer) | undefined;

const END = Buffer.from([0]);

/**
 * Bytes whose order (`Buffer.compare`) is MongoDB's comparison order of the values, and that are equal exactly for
 * equal values. Indexes, sorting, grouping and comparison all rest on it, so they can never disagree.
 */
export function keyOf(value: unknown, fold?: Fold): Buffer {
  const parts: Buffer[] = [];
  append(parts, value, fold);
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** The type byte of a value's key. */
export function rankOf(value: unknown): number {
  if (typeof value === 'string' || value instanceof BSONSymbol) return RANK.string;
  if (isNumeric(value)) return RANK.number;
  if (value === null) return RANK.null;
  if (value === undefined) return RANK.undefined;
  if (typeof value === 'boolean') return RANK.bool;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof ObjectId) return RANK.objectId;
  if (value instanceof Date) return RANK.date;
  if (value instanceof Binary || value instanceof Uint8Array) return RANK.binData;
  if (value instanceof Timestamp) return RANK.timestamp;
  if (value instanceof BSONRegExp || value instanceof RegExp) return RANK.regex;
  if (value instanceof Code) return value.scope ? RANK.scopedCode : RANK.code;
  if (value instanceof MinKey) return RANK.minKey;
  if (value instanceof MaxKey) return RANK.maxKey;
  return RANK.object;
}

function append(parts: Buffer[], value: unknown, fold: Fold): void {
  const rank = rankOf(value);
  parts.push(Buffer.from([rank]));
  appendBody(parts, value, rank, fold);
}

function appendBody(parts: Buffer[], value: unknown, rank: number, fold: Fold): void {
  switch (rank) {
    case RANK.number:
      parts.push(numberKey(value as Numeric));
      break;
    case RANK.string:
      appendText(parts, String(value), fold);
      break;
    case RANK.objectId:
      parts.push(Buffer.from((value as ObjectId).id));
      break;
    case RANK.bool:
      parts.push(Buffer.from([value ? 1 : 0]));
      break;
    case RANK.date:
      parts.push(int64(BigInt((value as Date).getTime() || 0)));
      break;
    case RANK.timestamp:
      parts.push(uint64((value as Timestamp).toBigInt()));
      break;
    case RANK.array:
      for (const item of value as unknown[]) append(parts, item, fold);
      parts.push(END);
      break;
    case RANK.object:
      appendObject(parts, value, fold);
      break;
    case RANK.binData:
      appendBinary(parts, value as Binary | Uint8Array);
      break;
    case RANK.regex:
      appendRegex(parts, value as BSONRegExp | RegExp);
      break;
    case RANK.code:
    case RANK.scopedCode:
      appendText(parts, (value as Code).code);
      if ((value as Code).scope) appendObject(parts, (value as Code).scope, fold);
  }
}

// MongoDB compares documents field by field: type, then name, then value.
function appendObject(parts: Buffer[], value: unknown, fold: Fold): void {
  const document = value instanceof DBRef ? (value.toJSON() as Document) : (value as Document);
  for (const name of Object.keys(document)) {
    const rank = rankOf(document[name]);
    parts.push(Buffer.from([rank]));
    appendText(parts, name);
    appendBody(parts, document[name], rank, fold);
  }
  parts.push(END);
}

function appendText(parts: Buffer[], text: string, fold?: Fold): void {
  const bytes = fold ? fold(text) : Buffer.from(text);
  if (bytes.includes(0)) {
    parts.push(Buffer.from(bytes.toString('latin1').replaceAll('\0', '\0\xff'), 'latin1'), END);
  } else parts.push(bytes, END);
}

function appendBinary(parts: Buffer[], value: Binary | Uint8Array): void {
  const bytes = value instanceof Binary ? value.value() : value;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length);
  head[4] = value instanceof Binary ? value.sub_type : 0;
  parts.push(head, Buffer.from(bytes));
}

function appendRegex(parts: Buffer[], value: BSONRegExp | RegExp): void {
  const [source, flags] =
    value instanceof RegExp ? [value.source, value.flags] : [value.pattern, value.options];
  appendText(parts, source);
  appendText(parts, flags);
}

function int64(value: bigint): Buffer {
  return uint64(BigInt.asUintN(64, value) ^ (1n << 63n));
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

/** The same key in the opposite order, for descending fields. */
export function inverted(key: Buffer): Buffer {
  const bytes = Buffer.alloc(key.length);
  for (let i = 0; i < key.length; i++) bytes[i] = 255 - key[i]!;
  return bytes;
}

/** The first key after every key that begins with these bytes; undefined when there is none. */
export function afterPrefix(prefix: Buffer): Buffer | undefined {
  for (let length = prefix.length; length > 0; length--) {
    if (prefix[length - 1] === 255) continue;
    const next = Buffer.from(prefix.subarray(0, length));
    next[length - 1]!++;
    return next;
  }
  return undefined;
}
