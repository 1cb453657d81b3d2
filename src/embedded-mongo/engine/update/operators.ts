import { Int32, Long, Timestamp, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { compileFilter, compileNode } from '../query/match.js';
import { isFieldOperator } from '../query/parse-operators.js';
import { parseField } from '../query/parse.js';
import { compare, equal } from '../values/compare.js';
import { isDocument, isNumeric, isOperatorDocument, numberOf, textOf } from '../values/documents.js';
import { arithmetic } from '../values/numbers.js';
import type { Fold } from '../values/keys.js';
import { typeOf } from '../values/types.js';
import { pushTo } from './push.js';

/** What an operator makes of a field: a new value, or one of these. */
export const KEEP = Symbol('keep');
export const REMOVE = Symbol('remove');

/** `current` is undefined for an absent field. */
export type Operator = (current: unknown, argument: unknown, place: Place) => unknown;

export interface Place {
  path: string;
  document: Document;
  inserting: boolean;
  now: Date;
  fold: Fold;
}

export const OPERATORS: Record<string, Operator> = {
  $set: (_current, argument) => argument,
  $setOnInsert: (_current, argument, { inserting }) => (inserting ? argument : KEEP),
  $unset: () => REMOVE,
  $inc: (current, argument, place) => compute('add', '$inc', 'increment', current, argument, place),
  $mul: (current, argument, place) => compute('multiply', '$mul', 'multiply', current, argument, place),
  $min: (current, argument, { fold }) =>
    current === undefined || compare(argument, current, fold) < 0 ? argument : KEEP,
  $max: (current, argument, { fold }) =>
    current === undefined || compare(argument, current, fold) > 0 ? argument : KEEP,
  $currentDate: (_current, argument, { now }) => currentDate(argument, now),
  $push: pushTo,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $bit: bit,
};

function compute(
  operation: 'add' | 'multiply',
  name: string,
  verb: string,
  current: unknown,
  argument: unknown,
  place: Place,
): unknown {
  if (!isNumeric(argument)) {
    throw new ServerError(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: {${place.path}: ${textOf(argument)}}`,
    );
  }
  if (current === undefined)
    return operation === 'add' ? argument : arithmetic('multiply', argument, new Int32(0));
  if (!isNumeric(current)) {
    throw new ServerError(
      'TypeMismatch',
      `Cannot apply ${name} to a value of non-numeric type. {_id: ${textOf(place.document._id)}} has the field '${place.path.split('.').at(-1)}' of non-numeric type ${typeOf(current)}`,
    );
  }
  const result = arithmetic(operation, current, argument);
  if (result === undefined) {
    throw new ServerError(
      'BadValue',
      `Failed to apply ${name} operations to current value ((NumberLong)${String(current)}) for document {_id: ${textOf(place.document._id)}}`,
    );
  }
  return result;
}

function currentDate(argument: unknown, now: Date): unknown {
  if (typeof argument === 'boolean') return now;
  const type: unknown = isDocument(argument) ? argument.$type : undefined;
  if (type === 'date') return now;
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  throw new ServerError(
    'BadValue',
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}

function addToSet(current: unknown, argument: unknown, { path, fold }: Place): unknown {
  if (current !== undefined && !Array.isArray(current)) {
    throw new ServerError(
      'BadValue',
      `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeOf(current)}`,
    );
  }
  const each = isDocument(argument) && '$each' in argument;
  if (each && !Array.isArray(argument.$each)) {
    throw new ServerError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${typeOf(argument.$each)}`,
    );
  }
  const items = each ? (argument.$each as unknown[]) : [argument];
  const result: unknown[] = [...((current as unknown[] | undefined) ?? [])];
  for (const item of items) if (!result.some((other) => equal(other, item, fold))) result.push(item);
  return result;
}

function pop(current: unknown, argument: unknown, { path }: Place): unknown {
  const end = numberOf(argument);
  if (end !== 1 && end !== -1)
    throw new ServerError('FailedToParse', `$pop expects 1 or -1, found: ${textOf(argument)}`);
  if (current === undefined) return KEEP;
  if (!Array.isArray(current)) {
    throw new ServerError(
      'TypeMismatch',
      `Path '${path}' contains an element of non-array type '${typeOf(current)}'`,
    );
  }
  return end === 1 ? current.slice(0, -1) : current.slice(1);
}

function pull(current: unknown, argument: unknown, { fold }: Place): unknown {
  if (current === undefined) return KEEP;
  if (!Array.isArray(current)) throw new ServerError('BadValue', 'Cannot apply $pull to a non-array value');
  const matches = pullCondition(argument, fold);
  return current.filter((item) => !matches(item));
}

function pullCondition(argument: unknown, fold: Fold): (item: unknown) => boolean {
  if (isDocument(argument) && !isFieldOperator(Object.keys(argument)[0] ?? '')) {
    const matches = compileFilter(argument, { fold });
    return (item) => isDocument(item) && matches(item);
  }
  const tests = parseField(argument);
  const predicate = compileNode(
    { kind: 'and', nodes: tests.map((test) => ({ kind: 'field', path: 'item', test })) },
    { fold },
  );
  if (!isOperatorDocument(argument) && typeOf(argument) !== 'regex')
    return (item) => equal(item, argument, fold);
  return (item) => predicate({ item });
}

function pullAll(current: unknown, argument: unknown, { fold }: Place): unknown {
  if (!Array.isArray(argument))
    throw new ServerError(
      'BadValue',
      `$pullAll requires an array argument but was given a ${typeOf(argument)}`,
    );
  if (current === undefined) return KEEP;
  if (!Array.isArray(current)) throw new ServerError('BadValue', 'Cannot apply $pull to a non-array value');
  return current.filter((item) => !argument.some((other) => equal(item, other, fold)));
}

function integerOf(value: unknown): bigint | undefined {
  if (value instanceof Int32) return BigInt(value.value);
  return value instanceof Long && !(value instanceof Timestamp) ? value.toBigInt() : undefined;
}

function bit(current: unknown, argument: unknown): unknown {
  if (!isDocument(argument))
    throw new ServerError(
      'BadValue',
      'The $bit modifier is not compatible with a non-document. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}',
    );
  let value = current === undefined ? 0n : integerOf(current);
  if (value === undefined)
    throw new ServerError('BadValue', 'Cannot apply $bit to a value of non-integral type.');
  let long = current instanceof Long;
  for (const [name, operand] of Object.entries(argument)) {
    const number = integerOf(operand);
    if (number === undefined)
      throw new ServerError(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(operand)}' is not supported here`,
      );
    long ||= operand instanceof Long;
    if (name === 'and') value &= number;
    else if (name === 'or') value |= number;
    else if (name === 'xor') value ^= number;
    else
      throw new ServerError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${textOf(operand)}}`,
      );
  }
  return long ? Long.fromBigInt(value) : new Int32(Number(value));
}
