import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { isDocument } from '../values/documents.js';
import { keyOf } from '../values/keys.js';
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

/** The documents of `$setWindowFields` by partition, to be computed one after the other with pauses in between. */
export function partitionsOf(
  spec: Document,
  documents: readonly Document[],
  evaluation: Evaluation,
): Document[][] {
  const partition = compileExpression(spec.partitionBy ?? null, evaluation);
  const parts = new Map<string, Document[]>();
  for (const each of documents) {
    const key = keyOf(partition(each) ?? null).toString('latin1');
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [each]);
    else part.push(each);
  }
  const all = [...parts.values()];
  const isGrowing = isDocument(spec.output) && Object.values(spec.output).some(grows);
  if (isGrowing && all.some(({ length }) => length > MOST_IN_GROWING_WINDOW))
    throw new ServerError(
      'ExceededMemoryLimit',
      `more than ${MOST_IN_GROWING_WINDOW} documents in a partition of $setWindowFields whose window grows`,
    );
  return all;
}
