import { Long, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { isDocument } from '../values/documents.js';
import { keyOf } from '../values/keys.js';
import { valueAt } from '../values/paths.js';

/** MongoDB's own limit (internalQueryMaxAllowedDensifyDocs). */
const MOST_DENSIFIED = 500_000;
const UNITS: Record<string, number> = {
  millisecond: 1, second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 6048e5, month: 24192e5, quarter: 7776e6, year: 31536e6,
}; // prettier-ignore

/** Refuses a `$densify` that would fill the memory: mingo itself counts on. */
export function checkDensify(spec: unknown, documents: readonly Document[]): void {
  const range: unknown = isDocument(spec) ? spec.range : undefined;
  if (!isDocument(spec) || typeof spec.field !== 'string' || !isDocument(range))
    throw new ServerError('FailedToParse', '$densify needs a field and a range');
  const unit = range.unit === undefined ? 1 : UNITS[String(range.unit)];
  if (!(typeof range.step === 'number' && range.step > 0) || unit === undefined)
    throw new ServerError('FailedToParse', 'the step of $densify must be a strictly positive number');
  const bounds: unknown = range.bounds;
  if (!(bounds === 'full' || bounds === 'partition' || (Array.isArray(bounds) && bounds.length === 2)))
    throw new ServerError('FailedToParse', "the bounds of $densify must be 'full', 'partition' or an array");
  const fields = (spec.partitionByFields ?? []) as string[];
  if (!Array.isArray(fields) || fields.some((each) => typeof each !== 'string'))
    throw new ServerError('TypeMismatch', 'partitionByFields must be an array of strings');
  const values = Array.isArray(bounds)
    ? bounds
    : documents.map((each) => valueAt(each, spec.field as string));
  const [low, high] = extremes(values);
  const partitions = new Set(
    documents.map((each) => keyOf(fields.map((name) => valueAt(each, name))).toString('latin1')),
  );
  const made = ((high - low) / (range.step * unit)) * Math.max(1, partitions.size);
  if (made > MOST_DENSIFIED) {
    throw new ServerError(
      5897900,
      `Generated ${Math.floor(made)} documents in $densify, which is over the limit of ${MOST_DENSIFIED}`,
    );
  }
}

function extremes(values: readonly unknown[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    const number = value instanceof Date || value instanceof Long ? Number(value) : value;
    if (value === null || value === undefined) continue;
    if (typeof number !== 'number' || !Number.isFinite(number))
      throw new ServerError(5733201, 'densify field type must be numeric or a date');
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return low > high ? [0, 0] : [low, high];
}

/** What one expression may build, as MongoDB's limit of 100 MB for `$range` and its like. */
const MOST_ITEMS = 2_000_000;

/** Refuses a list that would fill the memory. */
export function checkLength(operator: string, length: number): void {
  if (length > MOST_ITEMS)
    throw new ServerError('ExceededMemoryLimit', `${operator} would use too much memory and was stopped`);
}
