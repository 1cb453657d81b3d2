import type { Document } from 'bson';
import { compileNode, type Predicate } from './query/match.js';
import { parseFilter, type Node } from './query/parse.js';
import { parseSort, sortInSteps, sortKey, type Keyed, type SortField } from './query/sort.js';
import { plan, type Plan } from './plan/planner.js';
import { PAUSE, recordIds, scan, type Record, type Work } from './plan/scan.js';
import type { Collection } from './storage/catalog.js';
import type { Reader } from './storage/store.js';
import { decode } from './values/documents.js';
import type { Fold } from './values/keys.js';
import { pick, wantedBy, type Wanted } from './values/raw.js';
import { wantedByFilter } from './pipeline/fields.js';
import { compileCondition, type Evaluation } from './pipeline/expressions.js';

/** A question to one collection. */
export interface Query {
  filter: Document;
  sort?: Document;
  skip?: number;
  limit?: number;
  hint?: unknown;
  fold?: Fold;
}

export interface PreparedQuery {
  node: Node;
  matches: Predicate;
  /** The same of a stored document, reading no more of it than the filter asks for. */
  matchesBytes: (bytes: Buffer) => boolean;
  sort: SortField[];
  query: Query;
  /** The filter lets everything through, so documents need not be read for it. */
  matchesAll: boolean;
}

/** Checks a query before anything is read. */
export function prepare(query: Query, evaluation: Evaluation): PreparedQuery {
  const node = parseFilter(query.filter);
  const context = {
    fold: query.fold,
    expression: (each: unknown) => compileCondition(each, { ...evaluation, fold: query.fold }),
  };
  const matches = compileNode(node, context);
  const matchesAll = node.kind === 'and' && node.nodes.length === 0;
  let wanted: { fields: Wanted | undefined } | undefined;
  const matchesBytes = (bytes: Buffer) => {
    const { fields } = (wanted ??= { fields: wantedByFilter(node) });
    return matches(decode(fields ? pick(bytes, fields) : bytes));
  };
  return { node, matches, matchesBytes, sort: parseSort(query.sort), query, matchesAll };
}

/** The plan for a prepared query. */
export function planFor(reader: Reader, collection: Collection, { node, sort, query }: PreparedQuery): Plan {
  const natural = sort.length === 1 && sort[0]![0] === '$natural';
  if (natural) return { kind: 'scan', reverse: sort[0]![1] < 0, sorted: true };
  return plan(reader, collection, { node, sort, hint: query.hint, fold: query.fold });
}

/** The matching records in the order asked for, one by one. */
export function* find(reader: Reader, collection: Collection, prepared: PreparedQuery): Work<Record> {
  const { skip = 0, limit = 0 } = prepared.query;
  const chosen = planFor(reader, collection, prepared);
  const last = limit > 0 ? skip + limit : Infinity;
  const records = matching(reader, collection, chosen, prepared);
  let at = 0;
  for (const each of 'sorted' in chosen && chosen.sorted ? records : sorted(records, prepared, last)) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    if (at++ >= skip) yield each;
    if (at >= last) return;
  }
}

function* matching(
  reader: Reader,
  collection: Collection,
  chosen: Plan,
  prepared: PreparedQuery,
): Work<Record> {
  const all = prepared.matchesAll || (chosen.kind === 'index' && chosen.covered);
  for (const each of scan(reader, collection, chosen)) {
    if (each === PAUSE || all || prepared.matchesBytes(each.bytes)) yield each;
  }
}

/** How many records a query yields: by the index alone where that knows. */
export function* count(reader: Reader, collection: Collection, prepared: PreparedQuery): Work<number> {
  const { skip = 0, limit = 0 } = prepared.query;
  const chosen = planFor(reader, collection, prepared);
  let n = 0;
  if (chosen.kind === 'index' && chosen.covered && chosen.distinct && reader.count) {
    for (const { start, end } of chosen.ranges) n += reader.count(start, end);
  } else {
    const covered = chosen.kind === 'index' && chosen.covered;
    const seen = new Set<number>();
    for (const each of covered
      ? recordIds(reader, collection, chosen)
      : matching(reader, collection, chosen, prepared)) {
      if (each === PAUSE) yield each;
      else if (typeof each === 'number') seen.add(each);
      else n++;
    }
    n += seen.size;
  }
  n = Math.max(0, n - skip);
  yield limit > 0 ? Math.min(n, limit) : n;
}

/** So many first ones are sorted at once. */
const MOST_FIRST = 2000;

function* sorted(records: Work<Record>, { sort, query }: PreparedQuery, last: number): Work<Record> {
  const wanted = wantedBy(sort.map(([path]) => path));
  let keyed: Keyed<Record>[] = [];
  for (const item of records) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    const key = sortKey(decode(pick(item.bytes, wanted)), sort, query.fold);
    keyed.push({ key, item });
    // With a limit, what cannot come first any more need not be kept, unless sorting that would take long.
    if (last <= MOST_FIRST && keyed.length > 2 * last + 1000)
      keyed = keyed.sort((a, b) => a.key.compare(b.key)).slice(0, last);
  }
  yield* sortInSteps(keyed);
}
