import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, STEP } from '../plan/scan.js';
import { isDocument } from '../values/documents.js';
import { keyOf, type Fold } from '../values/keys.js';
import { compileExpression, type Evaluation } from './expressions.js';

/** For a window that grows with each document mingo looks at all of it again: so many take it some seconds. */
const MOST_IN_GROWING_WINDOW = 2000;

const grows = (output: unknown): boolean => {
  const window: unknown = isDocument(output) ? output.window : undefined;
  if (!isDocument(window)) return false;
  return [window.documents, window.range].some(
    (bounds) =>
      Array.isArray(bounds) && bounds.includes('unbounded') && bounds.some((one) => one !== 'unbounded'),
  );
};

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

/** The documents of `$setWindowFields` by partition, to be computed one after the other. */
export function* windowParts(
  spec: Document,
  documents: readonly Document[],
  evaluation: Evaluation,
): Generator<typeof PAUSE, Document[][], undefined> {
  const parts = yield* partitions(documents, compileExpression(spec.partitionBy ?? null, evaluation));
  const isGrowing = isDocument(spec.output) && Object.values(spec.output).some(grows);
  if (isGrowing && parts.some(({ length }) => length > MOST_IN_GROWING_WINDOW))
    throw new ServerError(
      'ExceededMemoryLimit',
      `more than ${MOST_IN_GROWING_WINDOW} documents in a partition of $setWindowFields whose window grows`,
    );
  return parts;
}
