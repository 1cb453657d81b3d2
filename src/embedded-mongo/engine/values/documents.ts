import { BSON, BSONRegExp, DBRef, Decimal128, Double, Int32, Long, Timestamp, type Document } from 'bson';
import { ServerError } from '../../errors.js';

/** The largest document MongoDB stores. */
export const MAX_DOCUMENT = 16 * 1024 * 1024;

// Wrapper classes instead of JavaScript numbers, so that an int stays an int and a double a double when written back.
const TYPED = {
  promoteValues: false,
  promoteLongs: false,
  bsonRegExp: true,
  validation: { utf8: false },
} as const;
// mingo computes with plain numbers, dates and strings.
const PLAIN = { promoteValues: true, promoteLongs: true, validation: { utf8: false } } as const;

/** Reads a stored document keeping every BSON type. */
export function decode(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, TYPED);
}

/** Reads a document as plain JavaScript values, for expressions. */
export function decodePlain(bytes: Uint8Array): Document {
  try {
    return BSON.deserialize(bytes, PLAIN);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // It holds a regular expression that JavaScript does not know.
    return toPlain(decode(bytes)) as Document;
  }
}

/** The plain JavaScript form of a typed value. */
export function toPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return value;
  if (value instanceof Long) return value.lte(MAX_SAFE) && value.gte(MIN_SAFE) ? value.toNumber() : value;
  if (value instanceof BSONRegExp) return plainRegExp(value);
  if (!isDocument(value)) return value;
  const plain: Document = {};
  for (const key of Object.keys(value)) put(plain, key, toPlain(value[key]));
  return plain;
}

function plainRegExp(value: BSONRegExp): RegExp | BSONRegExp {
  try {
    return new RegExp(value.pattern, value.options.replace(/[^ims]/g, ''));
  } catch {
    return value;
  }
}

const MAX_SAFE = Long.fromNumber(Number.MAX_SAFE_INTEGER);
const MIN_SAFE = MAX_SAFE.negate();

/** The typed form of a document computed by expressions. */
export function toTyped(document: Document): Document {
  return decode(encodeComputed(document));
}

/** Writes a document computed by expressions, where an undefined field is an absent one. */
export function encodeComputed(document: Document): Buffer {
  return encode(document, true);
}

/** Writes a document, refusing what MongoDB would refuse by size. */
export function encode(document: Document, ignoreUndefined = false): Buffer {
  const size = BSON.calculateObjectSize(document, { ignoreUndefined });
  if (size > MAX_DOCUMENT) {
    throw new ServerError(
      'BSONObjectTooLarge',
      `BSONObj size: ${size} is invalid. Size must be between 0 and 16793600(16MB)`,
    );
  }
  return bytesOf(document, ignoreUndefined);
}

/** A document as bytes, of whatever size: an answer may be a little larger than the largest document. */
export function bytesOf(document: Document, ignoreUndefined = true): Buffer {
  const bytes = BSON.serialize(document, { ignoreUndefined });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export type Numeric = Int32 | Double | Long | Decimal128 | number | bigint;

/** Is this one of BSON's four number types (or JavaScript's)? */
export function isNumeric(value: unknown): value is Numeric {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Int32 ||
    value instanceof Double ||
    (value instanceof Long && !(value instanceof Timestamp)) ||
    value instanceof Decimal128
  );
}

/** A BSON number as a JavaScript number; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long && !(value instanceof Timestamp)) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}

const SHOWN = 300;

/** A value as a message shows it. */
export function textOf(value: unknown): string {
  // A document may have a field called toString.
  const text = isDocument(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** Is this an embedded document (and not an array, a date or another BSON class)? */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An embedded document's fields, also those of a DBRef, which bson makes a class of. */
export function fieldsOf(value: unknown): Document | undefined {
  if (value instanceof DBRef) return value.toJSON();
  return isDocument(value) ? value : undefined;
}

/** Does this document hold operators, as `{ $gt: 1 }` does? */
export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  for (const key in value) return key.startsWith('$') && !isDbRefKey(key);
  return false;
}

// A DBRef is data that happens to begin with a dollar.
function isDbRefKey(key: string): boolean {
  return key === '$ref' || key === '$id' || key === '$db';
}

/** Copies documents and arrays; scalars are shared, for nothing changes them in place. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const key of Object.keys(value)) put(copy, key, clone((value as Document)[key]));
  return copy as T;
}

/** Sets a field, also one called `__proto__`, as plain data. */
export function put(target: Document, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}
