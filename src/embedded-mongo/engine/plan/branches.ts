import { Decimal128, Long, ObjectId } from 'bson';
import type { Node, Test } from '../query/parse.js';
import type { Index } from '../storage/catalog.js';
import { isNumeric, numberOf } from '../values/documents.js';
import { RANK } from '../values/keys.js';
import { isWithin, type Interval } from './bounds.js';

const MOST = 20;
const WITH_TEXT = new Set<number>([RANK.string, RANK.object, RANK.array, RANK.scopedCode]);

/** A filter as alternatives of conditions that all must hold; one alternative, itself, when that would be too many. */
export function branchesOf(node: Node): Node[][] {
  return expand(node) ?? [[node]];
}

function expand(node: Node): Node[][] | undefined {
  if (node.kind !== 'and' && node.kind !== 'or') return [[node]];
  let branches: Node[][] = node.kind === 'and' ? [[]] : [];
  for (const each of node.nodes) {
    const own = expand(each);
    if (!own) return undefined;
    branches =
      node.kind === 'or'
        ? [...branches, ...own]
        : branches.flatMap((left) => own.map((right) => [...left, ...right]));
    if (branches.length > MOST) return undefined;
  }
  return branches;
}

/**
 * Do the bounds of these fields say all that the conditions say, so that documents need no second look? Only for
 * conditions on single values that an index tells apart exactly.
 */
export function isCovered(conditions: readonly Node[], index: Index, fields: readonly string[]): boolean {
  if (index.cut || fields.some((name) => /(^|\.)\d/.test(name))) return false;
  const names = Object.keys(index.key);
  const met = new Set<string>();
  return conditions.every((node) => {
    if (node.kind !== 'field' || !fields.includes(node.path) || !isExact(node.test)) return false;
    // Two conditions on one array may be met by two of its items.
    const repeats = met.has(node.path) && index.multikey[names.indexOf(node.path)];
    met.add(node.path);
    return !repeats;
  });
}

function isExact(test: Test): boolean {
  switch (test.op) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return isPlain(test.value);
    case '$in':
      return test.values.every(isPlain);
    default:
      return false;
  }
}

// Not null, which also means absent, and nothing that is compared item by item.
function isPlain(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (value instanceof Decimal128 || value instanceof Long) return true;
  if (isNumeric(value)) return Number.isFinite(numberOf(value));
  return value instanceof Date || value instanceof ObjectId;
}

/** Are all these keys of one type that holds no text, and so the same under every collation? */
export function isTextless({ low, high }: Interval): boolean {
  const [rank] = low as unknown as [number];
  return !WITH_TEXT.has(rank) && (high[0] === rank || (high[0] === rank + 1 && high.length === 1));
}

/** Types that share their place in the order with no other that anybody still writes. */
const OF_THEIR_OWN = ['string', 'objectId', 'bool', 'date'] as const;

/** Are these keys of values of one of the types only? */
export const isOfType = (intervals: readonly Interval[], types: readonly string[]): boolean =>
  isWithin(
    intervals,
    OF_THEIR_OWN.filter((type) => types.includes(type)).map((type) => ({
      low: Buffer.from([RANK[type]]),
      high: Buffer.from([RANK[type] + 1]),
      point: false,
    })),
  );
