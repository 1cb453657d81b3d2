import { Binary, BSONRegExp, BSONSymbol, MaxKey, MinKey, type Document } from 'bson';
import { compare, equal } from '../values/compare.js';
import { fieldsOf, isNumeric, numberOf, textOf } from '../values/documents.js';
import { keyOf, rankOf, type Fold } from '../values/keys.js';
import { candidates, valuesAt, type Found } from '../values/paths.js';
import { typeOf } from '../values/types.js';
import { parseFilter, type Comparison, type Node, type Test } from './parse.js';

export type Predicate = (document: Document) => boolean;

/** What a filter may need beyond the document. */
export interface MatchContext {
  fold?: Fold;
  /** Evaluates an aggregation expression to true or false. */
  expression?: (expression: unknown) => Predicate;
}

/** A filter as a function over documents. */
export function compileFilter(filter: Document, context: MatchContext = {}): Predicate {
  return compileNode(parseFilter(filter), context);
}

/** A parsed filter as a function over documents. */
export function compileNode(node: Node, context: MatchContext): Predicate {
  switch (node.kind) {
    case 'field':
      return compileTest(node.path, node.test, context);
    case 'constant':
      return () => node.value;
    case 'expression':
      if (!context.expression) throw new Error('$expr needs an evaluator');
      return context.expression(node.expression);
  }
  const parts = node.nodes.map((each) => compileNode(each, context));
  if (node.kind === 'and') return (document) => parts.every((part) => part(document));
  if (node.kind === 'or') return (document) => parts.some((part) => part(document));
  return (document) => !parts.some((part) => part(document));
}

function compileTest(path: string, test: Test, context: MatchContext): Predicate {
  switch (test.op) {
    case '$not': {
      const parts = test.tests.map((each) => compileTest(path, each, context));
      return (document) => !parts.every((part) => part(document));
    }
    case '$all': {
      const parts = test.tests.map((each) => compileTest(path, each, context));
      return (document) => parts.length > 0 && parts.every((part) => part(document));
    }
    case '$exists':
      return (document) => valuesAt(document, path).some(({ found }) => found) === test.value;
    case '$size':
      return (document) =>
        valuesAt(document, path).some(({ value }) => Array.isArray(value) && value.length === test.size);
    case '$elemMatch': {
      const matches = elementPredicate(test, context);
      return (document) =>
        valuesAt(document, path).some(({ value }) => Array.isArray(value) && value.some(matches));
    }
  }
  const matches = valuePredicate(test, context);
  return (document) => candidates(document, path).some(matches);
}

/** Does one array item satisfy an `$elemMatch`? */
export function elementPredicate(
  test: Test & { op: '$elemMatch' },
  context: MatchContext,
): (item: unknown) => boolean {
  if (test.filter) {
    const matches = compileNode(test.filter, context);
    return (item) => {
      const fields = Array.isArray(item) ? (item as Document) : fieldsOf(item);
      return fields !== undefined && matches(fields);
    };
  }
  const parts = (test.tests ?? []).map((each) => itemTest(each, context));
  return (item) => parts.every((part) => part(item));
}

// Operators of an `$elemMatch` look at the item itself, also when that is an array.
function itemTest(test: Test, context: MatchContext): (item: unknown) => boolean {
  switch (test.op) {
    case '$not': {
      const parts = test.tests.map((each) => itemTest(each, context));
      return (item) => !parts.every((part) => part(item));
    }
    case '$exists':
      return () => test.value;
    case '$size':
      return (item) => Array.isArray(item) && item.length === test.size;
    case '$elemMatch': {
      const matches = elementPredicate(test, context);
      return (item) => Array.isArray(item) && item.some(matches);
    }
    case '$all': {
      const parts = test.tests.map((each) => compileTest('item', each, context));
      return (item) => parts.length > 0 && parts.every((part) => part({ item }));
    }
  }
  const matches = valuePredicate(test, context);
  return (item) => matches({ value: item, found: true });
}

function valuePredicate(test: Test, context: MatchContext): (found: Found) => boolean {
  switch (test.op) {
    case '$in': {
      const equals = test.values.filter((value) => !(value instanceof BSONRegExp || value instanceof RegExp));
      const isOne = isAmong(equals, context.fold);
      const patterns = test.values.filter((value) => value instanceof BSONRegExp);
      const parts = patterns.map((value) => valuePredicate(regexOf(value), context));
      return (found) => isOne(found) || parts.some((part) => part(found));
    }
    case '$type':
      return ({ value, found }) => found && test.types.includes(typeOf(value));
    case '$regex':
      return ({ value }) => matchesRegex(test.regex, test.source, value);
    case '$mod':
      return ({ value }) => isNumeric(value) && remainder(value, test.divisor) === test.remainder;
    case '$bits':
      return ({ value }) => testBits(test, value);
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(test.op, test.value, context.fold);
    default:
      throw new Error(`${test.op} compares no single value`);
  }
}

/** So many values are compared one by one. */
const FEW = 8;

function isAmong(values: readonly unknown[], fold: Fold): (found: Found) => boolean {
  if (values.length <= FEW) {
    const parts = values.map((value) => comparison('$eq', value, fold));
    return (found) => parts.some((part) => part(found));
  }
  const keys = new Set(values.map((value) => keyOf(value, fold).toString('latin1')));
  const orAbsent = values.some((value) => value === null || value === undefined);
  return ({ value }) => (value === undefined ? orAbsent : keys.has(keyOf(value, fold).toString('latin1')));
}

function regexOf(source: BSONRegExp): Test {
  const [part] = [parseFilter({ field: source })];
  return (part as Node & { kind: 'field' }).test;
}

function matchesRegex(regex: RegExp, source: BSONRegExp, value: unknown): boolean {
  if (typeof value === 'string') return regex.test(value);
  if (value instanceof BSONSymbol) return regex.test(value.value);
  return value instanceof BSONRegExp && value.pattern === source.pattern && value.options === source.options;
}

function remainder(value: unknown, divisor: number): number | undefined {
  const number = Math.trunc(numberOf(value)!);
  return Number.isFinite(number) ? (number % divisor) + 0 : undefined;
}

function comparison(op: Comparison, value: unknown, fold: Fold): (found: Found) => boolean {
  const orNull = value === null && (op === '$eq' || op === '$gte' || op === '$lte');
  if (op === '$eq') {
    return (each) =>
      each.value === undefined ? orNull || value === undefined : equal(each.value, value, fold);
  }
  const rank = rankOf(value);
  const everyType = value instanceof MinKey || value instanceof MaxKey;
  const orEqual = op === '$gte' || op === '$lte';
  const sign = op === '$gt' || op === '$gte' ? 1 : -1;
  const isNaN = isNumeric(value) && Number.isNaN(numberOf(value));
  return (each) => {
    if (each.value === undefined && !everyType) return orNull;
    if (!everyType && rankOf(each.value) !== rank) return false;
    // NaN is equal to NaN, and neither above nor below anything.
    if (isNumeric(each.value) && Number.isNaN(numberOf(each.value))) return isNaN && orEqual;
    if (isNaN) return false;
    const order = compare(each.value, value, fold);
    return order === 0 ? orEqual : order * sign > 0;
  };
}

function testBits(test: Test & { op: '$bits' }, value: unknown): boolean {
  let bits: bigint;
  if (value instanceof Binary)
    bits = value.value().reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  else {
    const number = numberOf(value);
    if (number === undefined || !Number.isInteger(number)) return false;
    bits = BigInt.asUintN(64, typeof value === 'object' ? BigInt(textOf(value)) : BigInt(number));
  }
  const present = bits & test.mask;
  const wanted = test.set ? present : test.mask & ~bits;
  return test.all ? wanted === test.mask : wanted !== 0n;
}
