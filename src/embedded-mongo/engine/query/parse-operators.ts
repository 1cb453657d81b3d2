import { Binary, BSONRegExp, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { isDocument, isOperatorDocument, numberOf, textOf } from '../values/documents.js';
import { TYPE_NUMBERS } from '../values/types.js';
import { parseField, parseFilter, type Comparison, type Test } from './parse.js';
import { checkFlags, toRegExp } from './regex.js';

type Parser = (value: unknown, all: Document) => Test[];

const compare =
  (op: Comparison): Parser =>
  (value) => {
    if (op !== '$eq' && (value instanceof BSONRegExp || value instanceof RegExp)) {
      throw new ServerError('BadValue', `Can't have RegEx as arg to predicate over field`);
    }
    return [{ op, value }];
  };

const PARSERS: Record<string, Parser> = {
  $eq: compare('$eq'),
  $gt: compare('$gt'),
  $gte: compare('$gte'),
  $lt: compare('$lt'),
  $lte: compare('$lte'),
  $ne: (value) => {
    if (value instanceof BSONRegExp) throw new ServerError('BadValue', "Can't have regex as arg to $ne.");
    return [{ op: '$not', tests: [{ op: '$eq', value }] }];
  },
  $in: (value) => [{ op: '$in', values: listOf('$in', value) }],
  $nin: (value) => [{ op: '$not', tests: [{ op: '$in', values: listOf('$nin', value) }] }],
  $exists: (value) => [{ op: '$exists', value: isTrue(value) }],
  $type: (value) => [{ op: '$type', types: typesOf(value) }],
  $regex: (value, all) => [parseRegex(value, all.$options)],
  $options: (_value, all) => {
    if (!('$regex' in all)) throw new ServerError('BadValue', '$options needs a $regex');
    return [];
  },
  $mod: (value) => [parseMod(value)],
  $size: (value) => [{ op: '$size', size: wholeNumber('$size', value) }],
  $all: (value) => [{ op: '$all', tests: parseAll(value) }],
  $elemMatch: (value) => [parseElemMatch(value)],
  $not: (value) => [{ op: '$not', tests: parseNot(value) }],
  $bitsAllSet: (value) => [{ op: '$bits', set: true, all: true, mask: maskOf(value) }],
  $bitsAnySet: (value) => [{ op: '$bits', set: true, all: false, mask: maskOf(value) }],
  $bitsAllClear: (value) => [{ op: '$bits', set: false, all: true, mask: maskOf(value) }],
  $bitsAnyClear: (value) => [{ op: '$bits', set: false, all: false, mask: maskOf(value) }],
};

const GEO = new Set([
  '$geoWithin',
  '$geoIntersects',
  '$near',
  '$nearSphere',
  '$within',
  '$maxDistance',
  '$minDistance',
]);

/** The tests of a document of operators. */
export function parseOperators(operators: Document): Test[] {
  return Object.entries(operators).flatMap(([name, value]) => {
    const parser = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
    if (parser) return parser(value, operators);
    if (GEO.has(name)) throw new ServerError('NotImplemented', `${name} is not supported by this store`);
    throw new ServerError('BadValue', `unknown operator: ${name}`);
  });
}

/** Does this operator ask something of a field's value? */
export function isFieldOperator(name: string): boolean {
  return Object.hasOwn(PARSERS, name) || GEO.has(name);
}

function listOf(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new ServerError('BadValue', `${name} needs an array`);
  if (value.some(isOperatorDocument)) throw new ServerError('BadValue', `cannot nest $ under ${name}`);
  return value;
}

/** MongoDB's truth: false, null, zero and absence are false. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return false;
  return numberOf(value) !== 0;
}

function typesOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new ServerError('FailedToParse', '$type must match at least one type');
  return list.flatMap((each) => {
    if (each === 'number') return ['int', 'long', 'double', 'decimal'];
    const number = numberOf(each);
    const name = Object.keys(TYPE_NUMBERS).find((alias) => alias === each || TYPE_NUMBERS[alias] === number);
    if (name !== undefined) return [name];
    if (number === undefined) throw new ServerError('BadValue', `Unknown type name alias: ${textOf(each)}`);
    throw new ServerError('BadValue', `Invalid numerical type code: ${number}`);
  });
}

function parseRegex(value: unknown, options: unknown): Test {
  if (typeof value === 'string') {
    return regexTest(new BSONRegExp(value, sorted(typeof options === 'string' ? options : '')));
  }
  if (value instanceof RegExp) return { op: '$regex', regex: value, source: new BSONRegExp(value.source) };
  if (!(value instanceof BSONRegExp)) throw new ServerError('BadValue', '$regex has to be a string');
  if (typeof options !== 'string') return regexTest(value);
  if (value.options && options) throw new ServerError(51075, 'options set in both $regex and $options');
  return regexTest(new BSONRegExp(value.pattern, sorted(options || value.options)));
}

function sorted(options: string): string {
  checkFlags(options);
  return [...options].sort().join('');
}

function regexTest(source: BSONRegExp): Test {
  return { op: '$regex', regex: toRegExp(source), source };
}

function parseMod(value: unknown): Test {
  if (!Array.isArray(value)) throw new ServerError('BadValue', 'malformed mod, needs to be an array');
  if (value.length < 2) throw new ServerError('BadValue', 'malformed mod, not enough elements');
  if (value.length > 2) throw new ServerError('BadValue', 'malformed mod, too many elements');
  const [divisor, remainder] = value.map((each) => Math.trunc(numberOf(each) ?? NaN));
  if (Number.isNaN(divisor)) throw new ServerError('BadValue', 'malformed mod, divisor not a number');
  if (Number.isNaN(remainder)) throw new ServerError('BadValue', 'malformed mod, remainder not a number');
  if (divisor === 0) throw new ServerError('BadValue', 'divisor cannot be 0');
  return { op: '$mod', divisor: divisor!, remainder: remainder! };
}

function wholeNumber(name: string, value: unknown): number {
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number)) {
    throw new ServerError('FailedToParse', `Failed to parse ${name}. Expected an integer`);
  }
  if (number < 0)
    throw new ServerError('FailedToParse', `Failed to parse ${name}. Expected a non-negative number`);
  return number;
}

function parseAll(value: unknown): Test[] {
  if (!Array.isArray(value)) throw new ServerError('BadValue', '$all needs an array');
  return value.map((each: unknown): Test => {
    if (isDocument(each) && '$elemMatch' in each) return parseElemMatch(each.$elemMatch);
    if (isOperatorDocument(each)) throw new ServerError('BadValue', 'no $ expressions in $all');
    return each instanceof BSONRegExp ? regexTest(each) : { op: '$eq', value: each };
  });
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where']);

function parseElemMatch(value: unknown): Test {
  if (!isDocument(value)) throw new ServerError('BadValue', '$elemMatch needs an Object');
  const [first] = Object.keys(value);
  if (isOperatorDocument(value) && !LOGICAL.has(first!))
    return { op: '$elemMatch', tests: parseOperators(value) };
  return { op: '$elemMatch', filter: parseFilter(value, true) };
}

function parseNot(value: unknown): Test[] {
  if (value instanceof BSONRegExp || value instanceof RegExp) return parseField(value);
  if (!isDocument(value)) throw new ServerError('BadValue', '$not needs a regex or a document');
  if (!isOperatorDocument(value)) {
    throw new ServerError(
      'BadValue',
      Object.keys(value).length === 0 ? '$not cannot be empty' : `unknown operator: ${Object.keys(value)[0]}`,
    );
  }
  return parseOperators(value);
}

function maskOf(value: unknown): bigint {
  if (Array.isArray(value))
    return value.reduce<bigint>((mask, bit) => mask | (1n << BigInt(numberOf(bit) ?? 0)), 0n);
  if (value instanceof Binary)
    return value.value().reduceRight((mask, byte) => (mask << 8n) | BigInt(byte), 0n);
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number) || number < 0) {
    throw new ServerError(
      number === undefined ? 'BadValue' : 'FailedToParse',
      'bit positions must be a non-negative number, an array or a BinData',
    );
  }
  return BigInt(number);
}
