import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/projection.js';
import { parseSort, sortInSteps, sortKey, type Keyed } from '../query/sort.js';
import { clone, isDocument, numberOf, put } from '../values/documents.js';
import { valueAt } from '../values/paths.js';
import { bucket, sortByCount } from './bucket.js';
import { compileCondition, compileExpression } from './expressions.js';
import { group } from './group.js';
import { graphLookup, lookup } from './lookup.js';
import { checkPipeline, run, type PipelineContext, type Stage } from './pipeline.js';

/** The stages that are ours, by name. */
export const STAGES: Record<string, Stage> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $project: project,
  $unset: unset,
  $count: count,
  $unwind: unwind,
  $facet: facet,
  $sample: sample,
  $unionWith: unionWith,
  $documents: documents,
  $bucket: bucket,
  $sortByCount: sortByCount,
  $group: group,
  $lookup: lookup,
  $graphLookup: graphLookup,
};

/** So many documents are looked at between two pauses where those before may come without any. */
const STEP = 100;

function* match(input: Work<Document>, filter: Document, context: PipelineContext): Work<Document> {
  if (!isDocument(filter))
    throw new ServerError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(filter, {
    fold: context.fold,
    expression: (each) => compileCondition(each, context),
  });
  for (const each of input) if (each === PAUSE || matches(each)) yield each;
}

function* sort(input: Work<Document>, spec: Document, { fold }: PipelineContext): Work<Document> {
  const fields = parseSort(spec);
  if (fields.length === 0) throw new ServerError(15976, '$sort stage must have at least one sort key');
  const keyed: Keyed<Document>[] = [];
  for (const item of input) {
    if (item !== PAUSE) keyed.push({ item, key: sortKey(item, fields, fold) });
    if (item === PAUSE || keyed.length % STEP === 0) yield PAUSE;
  }
  yield* sortInSteps(keyed);
}

/** Waits for all documents of a stage that cannot answer before. */
export function* gather(input: Work<Document>): Generator<typeof PAUSE, Document[], undefined> {
  const all: Document[] = [];
  for (const each of input) {
    if (each === PAUSE) yield each;
    else all.push(each);
  }
  return all;
}

function* limit(input: Work<Document>, argument: unknown): Work<Document> {
  const most = numberOf(argument) ?? NaN;
  if (!(most > 0)) throw new ServerError(15958, 'the limit must be positive');
  let seen = 0;
  for (const each of input) {
    yield each;
    if (each !== PAUSE && ++seen >= most) return;
  }
}

function* skip(input: Work<Document>, argument: unknown): Work<Document> {
  const first = numberOf(argument) ?? NaN;
  if (!(first >= 0))
    throw new ServerError(5107200, 'invalid argument to $skip stage: Expected a non-negative number');
  let seen = 0;
  for (const each of input) if (each === PAUSE || seen++ >= first) yield each;
}

function* project(input: Work<Document>, spec: Document, context: PipelineContext): Work<Document> {
  if (!isDocument(spec) || Object.keys(spec).length === 0) {
    throw new ServerError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const evaluate = (each: unknown) => compileExpression(each, context);
  const change = compileProjection(spec, { evaluate, fold: context.fold })!;
  for (const each of input) yield each === PAUSE ? each : change(each);
}

function unset(input: Work<Document>, paths: unknown, context: PipelineContext): Work<Document> {
  const list: unknown[] = Array.isArray(paths) ? paths : [paths];
  if (list.length === 0 || list.some((path) => typeof path !== 'string')) {
    throw new ServerError(
      31120,
      '$unset specification must be a string or an array containing only string values',
    );
  }
  return project(input, Object.fromEntries((list as string[]).map((path) => [path, false])), context);
}

function* count(input: Work<Document>, name: unknown): Work<Document> {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) {
    throw new ServerError(
      40156,
      'the count field must be a non-empty string, not a $-prefixed path or one with dots',
    );
  }
  const all = yield* gather(input);
  if (all.length > 0) yield { [name]: all.length };
}

function* unwind(input: Work<Document>, argument: unknown): Work<Document> {
  const spec = (typeof argument === 'string' ? { path: argument } : argument) as Document;
  const path: unknown = spec.path;
  if (typeof path !== 'string')
    throw new ServerError(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new ServerError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const names = path.slice(1).split('.');
  const index = spec.includeArrayIndex as string | undefined;
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    const value = valueAt(each, names.join('.'));
    const items: [unknown, number | null][] = Array.isArray(value)
      ? value.map((item, i) => [item, i])
      : [[value, null]];
    const absent = value === null || value === undefined || items.length === 0;
    if (absent && spec.preserveNullAndEmptyArrays !== true) continue;
    const rows: [unknown, number | null][] = items.length === 0 ? [[undefined, null]] : items;
    for (const [item, at] of rows) {
      const copy = withValue(each, names, item);
      if (index !== undefined) put(copy, index, at);
      yield copy;
    }
  }
}

function withValue(document: Document, [name, ...rest]: string[], value: unknown): Document {
  const copy = { ...document };
  const inner =
    rest.length === 0
      ? value
      : isDocument(document[name!])
        ? withValue(document[name!] as Document, rest, value)
        : undefined;
  if (inner === undefined) delete copy[name!];
  else put(copy, name!, inner);
  return copy;
}

function* facet(input: Work<Document>, spec: Document, context: PipelineContext): Work<Document> {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw new ServerError(40169, 'the $facet specification must be a non-empty object');
  for (const pipeline of Object.values(spec)) checkPipeline(pipeline, '$facet');
  const all = yield* gather(input);
  const result: Document = {};
  for (const [name, pipeline] of Object.entries(spec)) {
    const copies = (function* () {
      for (const each of all) yield clone(each);
    })();
    put(result, name, yield* gather(run(copies, pipeline as Document[], context)));
  }
  yield result;
}

function* sample(input: Work<Document>, spec: Document): Work<Document> {
  const size = numberOf(spec.size) ?? NaN;
  if (!(size > 0)) throw new ServerError(28747, 'size argument to $sample must be a positive integer');
  const all = yield* gather(input);
  for (let taken = 0; taken < size && all.length > 0; taken++) {
    yield all.splice(Math.floor(Math.random() * all.length), 1)[0]!;
  }
}

function* unionWith(input: Work<Document>, argument: unknown, context: PipelineContext): Work<Document> {
  const spec: unknown = typeof argument === 'string' ? { coll: argument } : argument;
  if (!isDocument(spec))
    throw new ServerError('FailedToParse', 'the $unionWith stage specification must be an object or string');
  const pipeline: unknown = spec.pipeline ?? [];
  if (spec.coll !== undefined && typeof spec.coll !== 'string')
    throw new ServerError('TypeMismatch', "BSON field '$unionWith.coll' is not a string");
  checkPipeline(pipeline, '$unionWith');
  yield* input;
  const nothing = (function* (): Work<Document> {
    // a $unionWith without a collection begins with $documents
  })();
  const source = spec.coll === undefined ? nothing : context.read(spec.coll as string, {});
  yield* run(source, pipeline, context);
}

function* documents(_input: Work<Document>, argument: unknown, context: PipelineContext): Work<Document> {
  const list = compileExpression(argument, context)({});
  if (!Array.isArray(list)) throw new ServerError(5858203, 'an array is expected');
  const other: unknown = list.find((each) => !isDocument(each));
  if (other !== undefined)
    throw new ServerError(40228, "'newRoot' expression must evaluate to an object, but does not");
  yield* list as Document[];
}
