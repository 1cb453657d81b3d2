import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, STEP, type Work } from '../plan/scan.js';
import { keyedInSteps, parseSort, sortInSteps, sortKey, type SortField } from '../query/sort.js';
import { isDocument, toPlain } from '../values/documents.js';
import { keyOf, type Fold } from '../values/keys.js';
import { withValueAt } from '../values/paths.js';
import { compileExpression, scopeOf } from './expressions.js';
import type { PipelineContext } from './pipeline.js';
import { outputsOf, type Output } from './window-outputs.js';
import { framesOf } from './window-frames.js';

/** Documents by what `of` says of each, equal ones together, in the order in which they came. */
export function* partitions(
  documents: Iterable<Document | typeof PAUSE>,
  of: (document: Document) => unknown,
  fold?: Fold,
): Generator<typeof PAUSE, Document[][], undefined> {
  const parts = new Map<string, Document[]>();
  let steps = 0;
  for (const each of documents) {
    if (each === PAUSE || ++steps % STEP === 0) yield PAUSE;
    if (each === PAUSE) continue;
    const key = keyOf(of(each) ?? null, fold).toString('latin1');
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [each]);
    else part.push(each);
  }
  return [...parts.values()];
}

/** `$setWindowFields`: fields computed from the documents around each one, in an order, within its partition. */
export function* setWindowFields(
  input: Work<Document>,
  argument: unknown,
  context: PipelineContext,
): Work<Document> {
  if (context.fold)
    throw new ServerError(
      'NotImplemented',
      '$setWindowFields with a collation is not supported by this store',
    );
  const spec: unknown = toPlain(argument);
  if (!isDocument(spec) || !isDocument(spec.output))
    throw new ServerError('FailedToParse', '$setWindowFields needs an output, an object');
  const order = parseSort(isDocument(spec.sortBy) ? spec.sortBy : undefined);
  const outputs = outputsOf(spec.output, order, scopeOf(context));
  const partitionOf = compileExpression(spec.partitionBy ?? null, context);
  const keyed = yield* keyedInSteps(input, (each) => sortKey(each, order));
  for (const part of yield* partitions(sortInSteps(keyed), partitionOf)) {
    const columns: [string, unknown[]][] = [];
    for (const output of outputs) columns.push([output.path, yield* columnOf(part, output, order, context)]);
    for (const [i, document] of part.entries())
      yield columns.reduce((wider, [path, column]) => withValueAt(wider, path, column[i]), document);
  }
}

// What each document of a partition gets.
function* columnOf(
  part: readonly Document[],
  { window, compute }: Output,
  order: readonly SortField[],
  context: PipelineContext,
): Generator<typeof PAUSE, unknown[], undefined> {
  const column: unknown[] = [];
  const valueAt = yield* compute(part, order);
  for (const frame of framesOf(part, window, order, context)) {
    column.push(valueAt(column.length, frame));
    yield PAUSE;
  }
  return column;
}
