import { Double, Int32, ObjectId } from 'bson';
import { keyOf, rankOf, type Fold } from './keys.js';

/** Compares two values in MongoDB's order: negative, zero or positive. */
export function compare(left: unknown, right: unknown, fold?: Fold): number {
  if (left === right) return 0;
  const [a, b] = [simpleNumber(left), simpleNumber(right)];
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof ObjectId && right instanceof ObjectId) return Buffer.compare(left.id, right.id);
  const order = rankOf(left) - rankOf(right);
  return order === 0 ? Buffer.compare(keyOf(left, fold), keyOf(right, fold)) : order;
}

/** Are two values equal to MongoDB (1 and 1.0 are, `{a, b}` and `{b, a}` are not)? */
export function equal(left: unknown, right: unknown, fold?: Fold): boolean {
  if (typeof left === 'string' && typeof right === 'string' && !fold) return left === right;
  return compare(left, right, fold) === 0;
}

// NaN goes the long way: it is equal to itself and below every number.
function simpleNumber(value: unknown): number | undefined {
  const number = value instanceof Int32 || value instanceof Double ? value.value : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}
