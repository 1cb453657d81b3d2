import type { Document } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { ServerError } from '../../errors.js';
import { inSteps, PAUSE, type Work } from '../plan/scan.js';
import { isDocument, toPlain } from '../values/documents.js';
import { checkExpression, mingoOptions, refuseScripts, translate, type Evaluation } from './expressions.js';
import { fieldsOf } from './group.js';
import { STAGES } from './stages.js';

/** What stages may need besides their input. */
export interface PipelineContext extends Evaluation {
  /** Reads another collection of the same database as plain documents, by index where one fits. */
  read: (collection: string, filter: Document) => Work<Document>;
  /** Is there an index that begins with this field? */
  isIndexed: (collection: string, field: string) => boolean;
}

export type Stage = (input: Work<Document>, argument: never, context: PipelineContext) => Work<Document>;

/** Stages that mingo computes; they look at one document at a time. */
const BY_MINGO = new Set(['$addFields', '$set', '$replaceRoot', '$replaceWith', '$redact']);
const CHUNK = 64;

const REFUSED = new Set([
  '$changeStream',
  '$geoNear',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$indexStats',
  '$listSessions',
  '$listLocalSessions',
  '$planCacheStats',
  '$listSampledQueries',
  '$queryStats',
  '$changeStreamSplitLargeEvent',
]);

/** Stages that the aggregate command itself answers. */
const ABOUT_THE_STORE = new Set(['$collStats', '$currentOp']);

/** Checks a pipeline as far as it can be checked without documents. */
export function checkPipeline(pipeline: unknown, inside = ''): asserts pipeline is Document[] {
  if (!Array.isArray(pipeline)) throw notPipeline(inside);
  pipeline.forEach((stage, i) => {
    if (!isDocument(stage))
      throw new ServerError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    const names = Object.keys(stage);
    if (names.length !== 1)
      throw new ServerError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const name = names[0]!;
    if (REFUSED.has(name)) throw new ServerError('NotImplemented', `${name} is not supported by this store`);
    if (name === '$out' || name === '$merge') {
      if (inside) throw new ServerError(40600, `${name} is not allowed to be used within a ${inside} stage`);
      if (i < pipeline.length - 1)
        throw new ServerError(40601, `${name} can only be the final stage in the pipeline`);
    } else if (ABOUT_THE_STORE.has(name)) {
      if (inside || i > 0)
        throw new ServerError(40602, `${name} is only valid as the first stage in a pipeline`);
    } else if (!Object.hasOwn(STAGES, name) && !BY_MINGO.has(name)) {
      throw new ServerError(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
    if (name === '$group') fieldsOf(stage.$group);
    if (name === '$addFields' || name === '$set') checkFields(name, stage[name]);
    if (name === '$setWindowFields' || name === '$fill') refuseScripts(stage[name]);
    else if (BY_MINGO.has(name)) checkExpression(stage[name]);
  });
}

function checkFields(name: string, fields: unknown): void {
  if (!isDocument(fields))
    throw new ServerError(40272, `${name} specification stage must be an object, got ${typeof fields}`);
  if (Object.keys(fields).length === 0)
    throw new ServerError(
      40177,
      `Invalid ${name} :: caused by :: specification must have at least one field`,
    );
}

function notPipeline(inside: string): ServerError {
  const what =
    inside === '$facet' ? 'arguments to $facet must be arrays' : "'pipeline' option must be an array";
  return new ServerError(inside === '$facet' ? 40170 : 'TypeMismatch', what);
}

/** Runs documents through a pipeline. Documents are plain JavaScript values. */
export function run(
  input: Work<Document>,
  pipeline: readonly Document[],
  context: PipelineContext,
): Work<Document> {
  let work = inSteps(input);
  for (const stage of pipeline) {
    const [name, argument] = Object.entries(stage)[0] as [string, unknown];
    const own = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    // mingo compares texts by their code units: what does so is ours under a collation, or refused.
    if (!own && context.fold) checkExpression(argument, context.fold);
    work = inSteps(
      own ? own(work, argument as never, context) : byMingo(work, { [name]: toPlain(argument) }, context),
    );
  }
  return work;
}

function* byMingo(input: Work<Document>, stage: Document, context: PipelineContext): Work<Document> {
  let documents: Document[] = [];
  for (const each of input) {
    if (each === PAUSE) yield each;
    else documents.push(each);
    if (documents.length < CHUNK) continue;
    yield* computed(documents, stage, context);
    yield PAUSE;
    documents = [];
  }
  yield* computed(documents, stage, context);
}

function* computed(documents: Document[], stage: Document, context: PipelineContext): Work<Document> {
  const results = translate(() => new Aggregator([stage], mingoOptions(context)).stream(documents));
  for (;;) {
    const next = translate(() => results.next() as IteratorResult<Document>);
    if (next.done) return;
    yield next.value;
  }
}
