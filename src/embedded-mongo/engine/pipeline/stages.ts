import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/projection.js';
import { keyedInSteps, parseSort, sortInSteps, sortKey } from '../query/sort.js';
import { clone, isDocument, numberOf, put } from '../values/documents.js';
import { bucketAuto } from './bucket-auto.js';
import { bucket, sortByCount } from './bucket.js';
import { densify } from './densify.js';
import { compileCondition, compileExpression } from './expressions.js';
import { fill } from './fill.js';
import { group } from './group.js';
import { graphLookup, lookup } from './lookup.js';
import { checkPipeline, run, type PipelineContext, type Stage } from './pipeline.js';
import { unwind } from './unwind.js';
import { setWindowFields } from './windows.js';

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
  $bucketAuto: bucketAuto,
  $densify: densify,
  $fill: fill,
  $sortByCount: sortByCount,
  $group: group,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $setWindowFields: setWindowFields,
};

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
  const keyed = yield* keyedInSteps(input, (each) => sortKey(each, fields, fold));
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
  if (!(most >= 0))
    throw new ServerError(2107201, 'invalid argument to $limit stage: Expected a non-negative number');
  if (most === 0) throw new ServerError(15958, 'the limit must be positive');
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
  if (!isDocument(spec)) throw new ServerError(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0) {
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
  if (typeof name !== 'string') throw new ServerError(40156, 'the count field must be a non-empty string');
  if (name === '') throw new ServerError(40157, 'the count field must be a non-empty string');
  if (name.startsWith('$')) throw new ServerError(40158, 'the count field cannot be a $-prefixed path');
  if (name.includes('\0')) throw new ServerError(40159, 'the count field cannot contain a null byte');
  if (name.includes('.')) throw new ServerError(40160, "the count field cannot contain '.'");
  const all = yield* gather(input);
  if (all.length > 0) yield { [name]: all.length };
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
  if (!isDocument(spec)) throw new ServerError(28745, 'the $sample stage specification must be an object');
  if (spec.size === undefined) throw new ServerError(28749, '$sample stage must specify a size');
  const size = numberOf(spec.size);
  if (size === undefined) throw new ServerError(28746, 'size argument to $sample must be a number');
  if (!(size > 0)) throw new ServerError(28747, 'size argument to $sample must be a positive integer');
  const all = yield* gather(input);
  for (let taken = 0; taken < size && all.length > 0; taken++) {
    const chosen = Math.floor(Math.random() * all.length);
    yield all[chosen]!;
    all[chosen] = all.at(-1)!;
    all.pop();
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
