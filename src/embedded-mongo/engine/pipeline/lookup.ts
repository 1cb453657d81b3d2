import { BSONRegExp, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { inSteps, PAUSE, type Work } from '../plan/scan.js';
import { compileFilter } from '../query/match.js';
import { isDocument } from '../values/documents.js';
import { keyOf, type Fold } from '../values/keys.js';
import { candidates } from '../values/paths.js';
import { write } from '../update/paths.js';
import { compileExpression } from './expressions.js';
import { checkPipeline, run, type PipelineContext } from './pipeline.js';
import { gather } from './stages.js';

/** `$lookup`: by index where the foreign field has one, else by one pass over the foreign collection. */
export function* lookup(input: Work<Document>, spec: Document, context: PipelineContext): Work<Document> {
  const {
    from,
    localField,
    foreignField,
    as,
    pipeline = [],
  } = spec as Record<string, string> & { pipeline?: Document[] };
  if (!isDocument(spec))
    throw new ServerError('FailedToParse', 'the $lookup specification must be an Object');
  for (const name of ['from', 'localField', 'foreignField', 'as']) {
    if (spec[name] !== undefined && typeof spec[name] !== 'string')
      throw new ServerError('FailedToParse', `$lookup argument '${name}' must be a string`);
  }
  if (typeof as !== 'string') throw new ServerError('FailedToParse', "must specify 'as' field for a $lookup");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new ServerError(
      'FailedToParse',
      '$lookup requires both or neither of localField and foreignField to be specified',
    );
  }
  if (localField === undefined && spec.pipeline === undefined) {
    throw new ServerError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  const stages = pipeline;
  checkPipeline(stages, '$lookup');
  const partners = localField === undefined ? undefined : finder(from!, foreignField!, context);
  const variables = Object.entries((spec.let ?? {}) as Document).map(
    ([name, value]) => [name, compileExpression(value, context)] as const,
  );
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    const inner = {
      ...context,
      variables: {
        ...context.variables,
        ...Object.fromEntries(variables.map(([name, compute]) => [name, compute(each)])),
      },
    };
    const found = partners
      ? partners(localValues(each, localField!))
      : from === undefined
        ? empty()
        : context.read(from, leadingMatch(stages));
    const joined = yield* gather(run(found, stages, inner));
    const copy = { ...each };
    write(copy, as.split('.'), joined);
    yield copy;
    yield PAUSE;
  }
}

function* empty(): Work<Document> {
  // a $lookup without `from` begins with $documents
}

// A first $match without variables narrows what is read.
function leadingMatch(stages: readonly Document[]): Document {
  const filter: unknown = stages[0]?.$match;
  return isDocument(filter) && !JSON.stringify(filter).includes('$$') ? filter : {};
}

function localValues(document: Document, field: string): unknown[] {
  const found = candidates(document, field);
  if (found.length === 0) return [null];
  const values = found.map(({ value }) => value ?? null);
  const items = values.filter((value) => !Array.isArray(value));
  return items.length > 0 || values.length === 0 ? items : [];
}

function finder(
  from: string,
  field: string,
  context: PipelineContext,
): (values: unknown[]) => Work<Document> {
  if (context.isIndexed(from, field)) {
    return (values) => context.read(from, { [field]: { $in: values.map(literal) } });
  }
  let table: Map<string, Document[]> | undefined;
  return function* (values) {
    table ??= yield* tabulate(context.read(from, {}), field, context.fold);
    const rows = new Set<Document>();
    for (const value of values)
      for (const row of table.get(keyText(value, context.fold)) ?? []) rows.add(row);
    yield* rows;
  };
}

// A regular expression among local values means itself.
function literal(value: unknown): unknown {
  return value instanceof RegExp ? new BSONRegExp(value.source, value.flags) : value;
}

function* tabulate(
  source: Work<Document>,
  field: string,
  fold: Fold,
): Generator<typeof PAUSE, Map<string, Document[]>, undefined> {
  const table = new Map<string, Document[]>();
  for (const document of source) {
    if (document === PAUSE) {
      yield document;
      continue;
    }
    for (const key of new Set(candidates(document, field).map(({ value }) => keyText(value, fold)))) {
      const rows = table.get(key);
      if (rows) rows.push(document);
      else table.set(key, [document]);
    }
  }
  return table;
}

function keyText(value: unknown, fold?: Fold): string {
  return keyOf(value ?? null, fold).toString('latin1');
}

/** `$graphLookup`: follows links from collection to collection, breadth first, each document once. */
export function* graphLookup(
  input: Work<Document>,
  spec: Document,
  context: PipelineContext,
): Work<Document> {
  const { from, connectFromField, connectToField, as, depthField } = spec as Record<string, string>;
  if ([from, connectFromField, connectToField, as].some((name) => typeof name !== 'string')) {
    throw new ServerError(
      40327,
      '$graphLookup requires from, startWith, connectFromField, connectToField and as',
    );
  }
  const start = compileExpression(spec.startWith, context);
  const restrict = compileFilter((spec.restrictSearchWithMatch ?? {}) as Document, { fold: context.fold });
  const partners = finder(from!, connectToField!, context);
  const deepest = spec.maxDepth === undefined ? Infinity : Number(spec.maxDepth);
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    const found = new Map<string, Document>();
    const first = start(each);
    let values: unknown[] = Array.isArray(first) ? first : [first ?? null];
    for (let depth = 0; depth <= deepest && values.length > 0; depth++) {
      const next: unknown[] = [];
      for (const document of inSteps(partners(values))) {
        if (document === PAUSE) {
          yield document;
          continue;
        }
        const key = keyText(document._id);
        if (found.has(key) || !restrict(document)) continue;
        found.set(key, depthField === undefined ? document : { ...document, [depthField]: depth });
        next.push(...localValues(document, connectFromField!));
      }
      values = next;
    }
    yield { ...each, [as!]: [...found.values()] };
    yield PAUSE;
  }
}
