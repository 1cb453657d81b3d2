import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { parseFilter, type Node } from '../query/parse.js';
import type { SortField } from '../query/sort.js';
import type { Collection, Index } from '../storage/catalog.js';
import { MAX_BODY, prefix } from '../storage/layout.js';
import type { Reader } from '../storage/store.js';
import { equal } from '../values/compare.js';
import { numberOf } from '../values/documents.js';
import { afterPrefix, inverted, type Fold } from '../values/keys.js';
import { includesNull, intervalsOf, isWithin, whole, type Interval } from './bounds.js';

export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** How the documents of a query are found. */
export type Plan =
  | { kind: 'scan'; reverse: boolean; sorted: boolean }
  | {
      kind: 'index';
      index: Index;
      ranges: KeyRange[];
      reverse: boolean;
      sorted: boolean;
      unique: boolean;
      fields: number;
    }
  | { kind: 'union'; plans: Plan[]; sorted: false }
  | { kind: 'nothing'; sorted: true };

export interface Question {
  node: Node;
  sort: readonly SortField[];
  hint?: unknown;
  fold?: Fold;
}

const MAX_RANGES = 1000;
const DIVE = 64;

/** Chooses the index for a query: the one that reads the fewest entries, as far as a short look tells. */
export function plan(reader: Reader, collection: Collection, question: Question): Plan {
  if (question.hint !== undefined) return hinted(reader, collection, question, question.hint);
  const candidates = collection.indexes
    .map((index) => indexPlan(collection, index, question))
    .filter((each) => each !== undefined);
  if (candidates.length > 0) return best(reader, candidates);
  return (
    unionPlan(reader, collection, question) ?? {
      kind: 'scan',
      reverse: false,
      sorted: question.sort.length === 0,
    }
  );
}

type IndexPlan = Plan & { kind: 'index' };

function best(reader: Reader, plans: IndexPlan[]): Plan {
  if (plans.length === 1) return plans[0]!;
  const single = plans.find((each) => each.unique);
  if (single) return single;
  return plans.map((each) => ({ each, cost: cost(reader, each) })).sort((a, b) => a.cost - b.cost)[0]!.each;
}

// What a short look shows, else a guess from the shape.
function cost(reader: Reader, { ranges, reverse, sorted, fields }: IndexPlan): number {
  let seen = 0;
  for (const range of ranges) {
    seen += reader.range({ ...range, reverse, limit: DIVE - seen, keysOnly: true }).length;
    if (seen >= DIVE) return (1e6 / 4 ** fields) * (sorted ? 0.1 : 1);
  }
  return seen;
}

function hinted(reader: Reader, collection: Collection, question: Question, hint: unknown): Plan {
  const { hint: _, ...rest } = question;
  const key = typeof hint === 'string' ? undefined : (hint as Document);
  const natural = numberOf(key?.$natural);
  if (natural !== undefined) return { kind: 'scan', reverse: natural < 0, sorted: rest.sort.length === 0 };
  const index = collection.indexes.find((each) => (key ? equal(each.key, key) : each.name === hint));
  if (!index) {
    throw new ServerError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return indexPlan(collection, index, rest, true) ?? plan(reader, collection, rest);
}

function indexPlan(
  collection: Collection,
  index: Index,
  question: Question,
  forced = false,
): IndexPlan | undefined {
  const { node, sort, fold } = question;
  if (index.fold !== fold && !forced) return undefined;
  if (index.partial && !forced && !impliesPartial(node, index)) return undefined;
  const names = Object.keys(index.key);
  const bounds: Interval[][] = [];
  for (const [i, name] of names.entries()) {
    const intervals = intervalsOf(node, name, index.multikey[i]!, fold);
    if (!intervals) break;
    bounds.push(intervals);
    if (!intervals.every(({ point }) => point)) break;
  }
  if (index.sparse && !forced && !bounds.some((each) => !includesNull(each))) return undefined;
  const order = sortDirection(index, names, bounds, sort);
  if (bounds.length === 0 && !forced && (order === undefined || sort.length === 0)) return undefined;
  const reverse = order === -1;
  const ranges = keyRanges(collection, index, bounds);
  if (reverse) ranges.reverse();
  const exact = bounds.length === names.length && bounds.every((each) => each.length === 1 && each[0]!.point);
  const sorted = sort.length === 0 || order !== undefined;
  return {
    kind: 'index',
    index,
    ranges,
    reverse,
    sorted,
    unique: index.unique && exact,
    fields: bounds.length,
  };
}

// 1 or -1 when walking the index gives the order asked for.
function sortDirection(
  index: Index,
  names: string[],
  bounds: Interval[][],
  sort: readonly SortField[],
): 1 | -1 | undefined {
  if (sort.length === 0) return 1;
  if (index.cut) return undefined;
  let at = 0;
  let direction: 1 | -1 | undefined;
  for (const [i, name] of names.entries()) {
    if (at === sort.length) break;
    const [path, wanted] = sort[at]!;
    const fixed = bounds[i]?.length === 1 && bounds[i][0]!.point && !index.multikey[i];
    if (path === name) {
      at++;
      if (fixed) continue;
      if (index.multikey[i]) return undefined;
      const own = Number(index.key[name]) * wanted > 0 ? 1 : -1;
      if (direction !== undefined && direction !== own) return undefined;
      direction = own;
    } else if (!fixed && !(bounds[i]?.length === 1 && bounds[i][0]!.point)) return undefined;
  }
  // What is left to sort by must be fixed by the filter or follow a unique field already walked.
  return at === sort.length ? (direction ?? 1) : undefined;
}

/** The stretches of an index that the bounds of its first fields leave. */
function keyRanges(collection: Collection, index: Index, bounds: Interval[][]): KeyRange[] {
  const directions = Object.values(index.key).map((direction) => Number(direction) < 0);
  let heads = [prefix(collection.id, index.id)];
  for (const [i, intervals] of bounds.entries()) {
    const own = directions[i] ? intervals.map(flip).reverse() : intervals;
    const last = i === bounds.length - 1 || heads.length * own.length > MAX_RANGES;
    if (last) return heads.flatMap((head) => own.map(({ low, high }) => limited(head, low, high)));
    heads = heads.flatMap((head) => own.map(({ low }) => Buffer.concat([head, low])));
  }
  const { low, high } = whole();
  return [{ start: Buffer.concat([heads[0]!, low]), end: Buffer.concat([heads[0]!, high]) }];
}

const LIMIT = MAX_BODY - 32;

function limited(head: Buffer, low: Buffer, high: Buffer): KeyRange {
  const [start, end] = [Buffer.concat([head, low]), Buffer.concat([head, high])];
  return {
    start: start.length > LIMIT ? start.subarray(0, LIMIT) : start,
    end: end.length > LIMIT ? afterPrefix(end.subarray(0, LIMIT))! : end,
  };
}

// A descending field's keys are inverted, and with them the bounds.
function flip({ low, high, point }: Interval): Interval {
  if (point) return { low: inverted(low), high: afterPrefix(inverted(low))!, point };
  return {
    low: afterPrefix(inverted(high)) ?? Buffer.from([0]),
    high: afterPrefix(inverted(low)) ?? Buffer.from([0xff]),
    point,
  };
}

function impliesPartial(node: Node, index: Index): boolean {
  const wanted = parseFilter(index.spec.partialFilterExpression as Document);
  const parts = wanted.kind === 'and' ? wanted.nodes : [wanted];
  return parts.every((part) => {
    if (part.kind !== 'field') return false;
    const given = intervalsOf(node, part.path, true);
    if (part.test.op === '$exists' && part.test.value) return given !== undefined && !includesNull(given);
    if (!['$eq', '$in', '$gt', '$gte', '$lt', '$lte'].includes(part.test.op)) return false;
    const needed = intervalsOf(part, part.path, true);
    return given !== undefined && needed !== undefined && isWithin(given, needed);
  });
}

// Each branch of an `$or` by its own index.
function unionPlan(reader: Reader, collection: Collection, question: Question): Plan | undefined {
  const { node } = question;
  const parts = node.kind === 'and' ? node.nodes : [node];
  for (const part of parts) {
    if (part.kind !== 'or') continue;
    const plans = part.nodes.map((each) => plan(reader, collection, { ...question, node: each, sort: [] }));
    if (plans.every((each) => each.kind !== 'scan')) return { kind: 'union', plans, sorted: false };
  }
  return undefined;
}
