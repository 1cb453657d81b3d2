import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { parseFilter, type Node } from '../query/parse.js';
import type { SortField } from '../query/sort.js';
import type { Collection, Index } from '../storage/catalog.js';
import type { Reader } from '../storage/store.js';
import { equal } from '../values/compare.js';
import { numberOf } from '../values/documents.js';
import type { Fold } from '../values/keys.js';
import { includesNull, intervalsOf, isWithin, type Interval } from './bounds.js';
import { branchesOf, isCovered, isOfType, isTextless } from './branches.js';
import { orderOf, streamsOf, type Stream } from './order.js';
import { keyRanges, unionOfRanges, type KeyRange } from './ranges.js';

/** How the documents of a query are found. */
export type Plan =
  | { kind: 'scan'; reverse: boolean; sorted: boolean }
  | {
      kind: 'index';
      index: Index;
      ranges: KeyRange[];
      /** Where the order asked for runs in several stretches at once. */
      streams: Stream[] | undefined;
      /** Every document in the ranges matches. */
      covered: boolean;
      /** No document has two entries in the ranges. */
      distinct: boolean;
      reverse: boolean;
      sorted: boolean;
      /** There is one document at most. */
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

const DIVE = 64;

/** Chooses the index for a query: the one that reads the fewest entries, as far as a short look tells. */
export function plan(reader: Reader, collection: Collection, question: Question): Plan {
  if (question.hint !== undefined) return hinted(reader, collection, question, question.hint);
  const candidates: IndexPlan[] = [];
  for (const index of collection.indexes) {
    const each = index.spec.hidden === true ? undefined : indexPlan(collection, index, question);
    // Nothing is better than what leads to one document.
    if (each?.unique) return each;
    if (each) candidates.push(each);
  }
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
  const index = collection.indexes.find(
    (each) => each.spec.hidden !== true && (key ? equal(each.key, key) : each.name === hint),
  );
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
  if (index.partial && !forced && !impliesPartial(node, index)) return undefined;
  const names = Object.keys(index.key);
  const bounds = boundsOf(node, index, fold);
  // Without a bound that compares no text, an index in another order of texts is of no use.
  const foreign = index.fold !== fold;
  if (foreign && !forced && (index.partial || bounds.length === 0)) return undefined;
  if (bounds.length === 0 && sort.length === 0 && !forced) return undefined;
  if (index.sparse && !forced && !bounds.some((each) => !includesNull(each))) return undefined;
  const order = foreign && sort.length > 0 ? undefined : orderOf(index, bounds, sort);
  if (bounds.length === 0 && !forced && order === undefined) return undefined;
  const { ranges, exact, covered } = rangesOf(collection, index, node, bounds, fold);
  const streams =
    order && order.merged > 0
      ? streamsOf(collection, index, bounds.slice(0, order.merged), ranges)
      : undefined;
  const single =
    bounds.length === names.length && bounds.every((each) => each.length === 1 && each[0]!.point);
  const reverse = order?.direction === -1;
  if (reverse) ranges.reverse();
  const sorted = order !== undefined && (order.merged === 0 || streams !== undefined);
  return {
    kind: 'index',
    index,
    ranges,
    streams,
    covered,
    distinct: index.multikey.every((array, i) => !array || (bounds[i]?.length === 1 && bounds[i][0]!.point)),
    reverse,
    sorted: sort.length === 0 || sorted,
    unique: index.unique && single && exact,
    fields: bounds.length,
  };
}

function boundsOf(node: Node, index: Index, fold: Fold): Interval[][] {
  const bounds: Interval[][] = [];
  let arrays = 0;
  for (const [i, name] of Object.keys(index.key).entries()) {
    // Conditions on two fields of an array's items may be met by two different items.
    if (index.multikey[i] && arrays++ > 0) break;
    const intervals = intervalsOf(node, name, index.multikey[i]!, fold);
    if (!intervals || (index.fold !== fold && !intervals.every(isTextless))) break;
    bounds.push(intervals);
    if (!intervals.every(({ point }) => point)) break;
  }
  return bounds;
}

// Each alternative of the filter has its own stretches of the index.
function rangesOf(
  collection: Collection,
  index: Index,
  node: Node,
  whole: Interval[][],
  fold: Fold,
): { ranges: KeyRange[]; exact: boolean; covered: boolean } {
  const names = Object.keys(index.key);
  const branches = branchesOf(node);
  const parts = branches.map((nodes) => {
    const bounds = branches.length === 1 ? whole : boundsOf({ kind: 'and', nodes }, index, fold);
    const { ranges, exact } = keyRanges(collection, index, bounds);
    return { ranges, exact, covered: exact && isCovered(nodes, index, names.slice(0, bounds.length)) };
  });
  return {
    ranges: parts.length === 1 ? parts[0]!.ranges : unionOfRanges(parts.flatMap((each) => each.ranges)),
    exact: parts.every((each) => each.exact),
    covered: parts.every((each) => each.covered),
  };
}

function impliesPartial(node: Node, index: Index): boolean {
  const wanted = parseFilter(index.spec.partialFilterExpression as Document);
  const parts = wanted.kind === 'and' ? wanted.nodes : [wanted];
  return parts.every((part) => {
    if (part.kind !== 'field') return false;
    const given = intervalsOf(node, part.path, true, index.fold);
    if (part.test.op === '$exists' && part.test.value) return given !== undefined && !includesNull(given);
    if (part.test.op === '$type') return given !== undefined && isOfType(given, part.test.types);
    if (!['$eq', '$in', '$gt', '$gte', '$lt', '$lte'].includes(part.test.op)) return false;
    const needed = intervalsOf(part, part.path, true, index.fold);
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
