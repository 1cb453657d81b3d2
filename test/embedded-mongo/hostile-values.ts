import {
  Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp,
} from 'bson'; // prettier-ignore
import fc from 'fast-check';
import type { Document } from 'mongodb';

/** Names that mean something to JavaScript, to MongoDB or to neither. */
const name = fc.constantFrom(
  '_id', '_bsontype', 'toBSON', 'toJSON', 'then', 'valueOf', 'a', 'b', 'list', 'a.b', 'list.0', 'list.x', 'a.0.b', '', '.', 'a.', '.a', 'a..b', '$', '$a', 'a.$', 'a.$.b', 'a.$[]',
  'a.$[i]', 'list.$[i].x', '$[', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'a.__proto__.b',
  'constructor.prototype.polluted', '__proto__.polluted', '0', '1e9', 'length', '4294967295', 'n\u00ef', '\ud800', '$db', '$ref', '$id',
  `${'a.'.repeat(300)}a`,
); // prettier-ignore

const operator = fc.constantFrom(
  // queries
  '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$type', '$regex', '$options', '$mod', '$size', '$all', '$elemMatch',
  '$not', '$bitsAllSet', '$bitsAnyClear', '$and', '$or', '$nor', '$expr', '$comment', '$where', '$text', '$jsonSchema', '$geoWithin', '$near',
  // updates
  '$set', '$setOnInsert', '$unset', '$inc', '$mul', '$min', '$max', '$currentDate', '$push', '$addToSet', '$pop', '$pull', '$pullAll', '$bit',
  '$rename', '$each', '$position', '$slice', '$sort',
  // stages
  '$match', '$limit', '$skip', '$project', '$count', '$unwind', '$facet', '$sample', '$unionWith', '$documents', '$bucket', '$lookup',
  '$graphLookup', '$out', '$merge', '$addFields', '$replaceRoot', '$replaceWith', '$group', '$bucketAuto', '$densify', '$fill', '$redact',
  '$setWindowFields', '$sortByCount',
  // expressions
  '$add', '$subtract', '$multiply', '$divide', '$pow', '$sqrt', '$log', '$abs', '$concat', '$concatArrays', '$arrayElemAt', '$filter', '$map',
  '$reduce', '$range', '$reverseArray', '$zip', '$cond', '$ifNull', '$switch', '$let', '$literal', '$getField', '$setField', '$mergeObjects',
  '$objectToArray', '$arrayToObject', '$dateToString', '$dateFromString', '$dateAdd', '$year', '$toString', '$toInt', '$toLong', '$toDate',
  '$toDecimal', '$toObjectId', '$convert', '$substrCP', '$substrBytes', '$indexOfCP', '$split', '$trim', '$regexMatch', '$regexFindAll',
  '$replaceAll', '$strLenCP', '$sum', '$avg', '$first', '$last', '$firstN', '$topN', '$stdDevPop', '$setUnion', '$sortArray', '$cmp',
  '$function', '$accumulator', '$rand', '$sampleRate', '$indexOfArray', '$isArray', '$allElementsTrue', '$percentile', '$median',
); // prettier-ignore

/** One value of each kind, at its limits. */
export const scalar = fc.constantFrom<unknown>(
  null, true, false, 0, 1, -1, 2, 100, 1.5, new Double(NaN), new Double(Infinity), new Double(-0), new Int32(2 ** 31 - 1), 2 ** 53, 1e300,
  Long.MAX_VALUE, Long.MIN_VALUE, Decimal128.fromString('NaN'), Decimal128.fromString('-Infinity'), Decimal128.fromString('1E+6144'),
  Decimal128.fromString('0.1'), '', 'a', '$a', '$$ROOT', '$$NOW', '$$missing', '$', '$$', 'a.b', '$a.__proto__', '$constructor', '__proto__',
  'n\0l', '\ud800', 'x'.repeat(3000), '2024-01-01', '%Y-%m', 'things', new Date(0), new Date(8.64e15), new ObjectId('0123456789abcdef01234567'),
  new Binary(Buffer.alloc(16), 4), new Binary(Buffer.alloc(3)), new BSONRegExp('a', 'i'), new BSONRegExp('(', ''), new BSONRegExp('a', 'imsx'),
  new BSONSymbol('s'), new Code('return 1'), new Code('x', { x: 1 }), new Timestamp({ t: 1, i: 1 }), new MinKey(), new MaxKey(), [], {},
); // prettier-ignore

/** Any value: scalars, arrays and documents of hostile names, a few levels deep. */
export const value: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('any'), { maxLength: 3 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(fc.oneof(name, operator), tie('any')), { minLength: 1, maxLength: 3 })
        .map(plain),
    },
    { weight: 4, arbitrary: fc.tuple(operator, tie('any')).map((entry) => plain([entry])) },
  ),
})).any;

function plain(entries: [string, unknown][]): Document {
  const document: Document = {};
  for (const [key, each] of entries)
    Object.defineProperty(document, key, {
      value: each,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return document;
}

/** How a value inside a command is spoilt. */
export type Mutation = {
  at: number;
  kind: 'replace' | 'remove' | 'rename' | 'add' | 'wrap';
  name: string;
  value: unknown;
};

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(40),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'add', 'wrap'),
  name: fc.oneof(name, operator),
  value,
});

/** A copy of a command with something inside it spoilt. */
export function spoil(command: Document, { at, kind, name: label, value: other }: Mutation): Document {
  let places = 0;
  const count = (each: unknown): void => {
    places++;
    if (isContainer(each)) Object.values(each as Document).forEach(count);
  };
  count(command);
  // The command's name itself stays.
  const target = 1 + (at % (places - 1));
  let seen = 0;
  const copy = (each: unknown): unknown => {
    seen++;
    if (!isContainer(each)) return each;
    const entries: [string, unknown][] = [];
    for (const [key, inner] of Object.entries(each as Document)) {
      const hit = seen === target;
      const copied = copy(inner);
      if (!hit) entries.push([key, copied]);
      else if (kind === 'replace') entries.push([key, other]);
      else if (kind === 'rename') entries.push([label, copied]);
      else if (kind === 'add') entries.push([key, copied], [label, other]);
      else if (kind === 'wrap')
        entries.push([key, Array.isArray(copied) ? plain([[label, copied]]) : [copied]]);
    }
    return Array.isArray(each) ? entries.map(([, inner]) => inner) : plain(entries);
  };
  return copy(command) as Document;
}

function isContainer(each: unknown): boolean {
  return (
    Array.isArray(each) ||
    (typeof each === 'object' && each !== null && Object.getPrototypeOf(each) === Object.prototype)
  );
}
