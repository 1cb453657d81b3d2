import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** BSON's type aliases, as `$type` and error messages name them, with their numbers. */
export const TYPE_NUMBERS: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const CLASSES: [new (...args: never[]) => unknown, string][] = [
  [ObjectId, 'objectId'],
  [Date, 'date'],
  [Int32, 'int'],
  [Double, 'double'],
  [Timestamp, 'timestamp'], // before Long, which it extends
  [Long, 'long'],
  [Decimal128, 'decimal'],
  [Binary, 'binData'],
  [Uint8Array, 'binData'],
  [BSONRegExp, 'regex'],
  [RegExp, 'regex'],
  [BSONSymbol, 'symbol'],
  [MinKey, 'minKey'],
  [MaxKey, 'maxKey'],
  [DBRef, 'object'],
];

/** The BSON type alias of a value; `missing` for an absent one is the caller's to tell. */
export function typeOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return 'long';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0) ? 'int' : 'double';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  for (const [type, name] of CLASSES) if (value instanceof type) return name;
  return 'object';
}
