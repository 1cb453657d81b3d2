import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
import { keyedInSteps, sortInSteps, type Keyed } from '../query/sort.js';
import { isDocument, numberOf } from '../values/documents.js';
import { keyOf } from '../values/keys.js';
import { compileExpression } from './expressions.js';
import { fieldsOf, grouped } from './group.js';
import type { PipelineContext } from './pipeline.js';

/** `$bucketAuto`: groups of about the same size, between boundaries that follow from the values. */
export function* bucketAuto(input: Work<Document>, spec: Document, context: PipelineContext): Work<Document> {
  const buckets = checked(spec);
  const by = compileExpression(spec.groupBy, context);
  const valueOf = (document: Document) => by(document) ?? null;
  const keyed = yield* keyedInSteps(input, (each) => keyOf(valueOf(each), context.fold));
  const bounds = yield* boundsOf(keyed, buckets, valueOf);
  const fields = fieldsOf({ _id: null, ...((spec.output as Document | undefined) ?? COUNT) }, context.fold);
  yield* grouped(bounds.keys(), (document) => bounds.get(document), fields, context);
}

const COUNT = { count: { $sum: 1 } };

function checked(spec: unknown): number {
  if (!isDocument(spec))
    throw new ServerError(
      40240,
      `The argument to $bucketAuto must be an object, but found type: ${typeof spec}.`,
    );
  const { groupBy, buckets } = spec;
  if (groupBy === undefined || buckets === undefined)
    throw new ServerError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  const isPath = typeof groupBy === 'string' && groupBy.startsWith('$');
  const isExpression = isDocument(groupBy) && Object.keys(groupBy)[0]?.startsWith('$');
  if (!isPath && !isExpression)
    throw new ServerError(
      40239,
      "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object",
    );
  const count = numberOf(buckets);
  if (count === undefined)
    throw new ServerError(40241, "The $bucketAuto 'buckets' field must be a numeric value");
  if (!Number.isInteger(count))
    throw new ServerError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer");
  if (count <= 0) throw new ServerError(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  // mingo rounds otherwise than MongoDB.
  if (spec.granularity !== undefined)
    throw new ServerError('NotImplemented', 'a granularity of $bucketAuto is not supported by this store');
  return count;
}

interface Bounds {
  min: unknown;
  max: unknown;
}

/** The documents in order, each with the bounds of its bucket; a bucket ends where the next begins. */
function* boundsOf(
  keyed: readonly Keyed<Document>[],
  buckets: number,
  valueOf: (document: Document) => unknown,
): Generator<typeof PAUSE, Map<Document, Bounds>, undefined> {
  const size = Math.max(1, Math.round(keyed.length / buckets));
  const bounds = new Map<Document, Bounds>();
  let current: Bounds | undefined;
  let last: Keyed<Document> | undefined;
  let [made, held] = [0, 0];
  for (const each of sortInSteps(keyed.map((item) => ({ key: item.key, item })))) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    // The last one takes all that is left, and equal values stay together.
    if (!current || (held >= size && made < buckets && !each.key.equals(last!.key))) {
      const min = valueOf(each.item);
      if (current) current.max = min;
      current = { min, max: min };
      [made, held] = [made + 1, 0];
    }
    bounds.set(each.item, current);
    [held, last] = [held + 1, each];
  }
  if (current && last) current.max = valueOf(last.item);
  return bounds;
}
