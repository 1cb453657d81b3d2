import { ServerError } from '../../errors.js';
import { compare } from '../values/compare.js';
import { isDocument, numberOf, textOf } from '../values/documents.js';
import type { Fold } from '../values/keys.js';
import { parseSort, sortKey, sortNow } from '../query/sort.js';
import { typeOf } from '../values/types.js';

const CLAUSES = new Set(['$each', '$position', '$slice', '$sort']);

/** `$push`: appends one value, or `$each` with a place, an order and a limit. */
export function pushTo(
  current: unknown,
  argument: unknown,
  place: { path: string; document: { _id?: unknown }; fold: Fold },
): unknown {
  if (current !== undefined && !Array.isArray(current)) {
    throw new ServerError(
      'BadValue',
      `The field '${place.path}' must be an array but is of type ${typeOf(current)} in document {_id: ${textOf(place.document._id)}}`,
    );
  }
  const array: unknown[] = [...((current as unknown[] | undefined) ?? [])];
  if (!isDocument(argument) || !('$each' in argument)) return [...array, argument];
  const unknown = Object.keys(argument).find((clause) => !CLAUSES.has(clause));
  if (unknown !== undefined) throw new ServerError('BadValue', `Unrecognized clause in $push: ${unknown}`);
  if (!Array.isArray(argument.$each)) {
    throw new ServerError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeOf(argument.$each)}`,
    );
  }
  const at = whole('$position', argument.$position) ?? array.length;
  array.splice(at < 0 ? Math.max(0, array.length + at) : at, 0, ...(argument.$each as unknown[]));
  const sorted = '$sort' in argument ? sortItems(array, argument.$sort, place.fold) : array;
  const slice = whole('$slice', argument.$slice);
  if (slice === undefined) return sorted;
  if (slice === 0) return [];
  return slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice);
}

function whole(clause: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number)) {
    throw new ServerError(
      'BadValue',
      `The value for ${clause} must be an integer value but was given type: ${typeOf(value)}`,
    );
  }
  return number;
}

function sortItems(array: unknown[], sort: unknown, fold: Fold): unknown[] {
  const direction = numberOf(sort);
  if (direction === 1 || direction === -1) return array.sort((a, b) => compare(a, b, fold) * direction);
  if (!isDocument(sort))
    throw new ServerError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const fields = parseSort(sort);
  return sortNow(array.map((item) => ({ item, key: sortKey(isDocument(item) ? item : {}, fields, fold) })));
}
