import { Long, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { type Work } from '../plan/scan.js';
import { keyedInSteps, sortInSteps } from '../query/sort.js';
import { isDocument, textOf, toPlain } from '../values/documents.js';
import { keyOf } from '../values/keys.js';
import { valueAt, withValueAt } from '../values/paths.js';
import type { PipelineContext } from './pipeline.js';
import { partitions } from './windows.js';

/** MongoDB's own limit (internalQueryMaxAllowedDensifyDocs). */
const MOST_DENSIFIED = 500_000;
/** Units in milliseconds, and those of different lengths in months. */
const UNITS: Record<string, number> = { millisecond: 1, second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 6048e5 }; // prettier-ignore
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const SHORTEST_MONTH = 28 * 864e5;

/** From where to where; the end itself belongs to it, or does not. */
interface Range {
  low: number;
  high: number;
  inclusive: boolean;
}

interface Spec {
  field: string;
  partitionBy: string[];
  bounds: 'full' | 'partition' | Range;
  isDate: boolean;
  step: number;
  months: number | undefined;
}

/** `$densify`: documents for the steps of a range that none has. Those without a value come first, as they are. */
export function* densify(input: Work<Document>, argument: unknown, context: PipelineContext): Work<Document> {
  const spec = specOf(toPlain(argument));
  const { partitionBy, bounds } = spec;
  if (typeof bounds === 'object') checkCount([bounds], spec);
  const without: Document[] = [];
  const valued = yield* keyedInSteps(input, (each) => {
    const value = numberAt(each, spec);
    if (value === undefined) without.push(each);
    return value === undefined ? undefined : keyOf(value);
  });
  yield* without;
  const of = (each: Document) => partitionBy.map((name) => valueAt(each, name) ?? null);
  const parts = yield* partitions(sortInSteps(valued), of, context.fold);
  if (parts.length === 0 && typeof bounds === 'object' && partitionBy.length === 0) parts.push([]);
  const ranges = rangesOf(parts, spec);
  checkCount(ranges, spec);
  for (const [i, part] of parts.entries()) yield* filled(part, ranges[i]!, spec);
}

function rangesOf(parts: readonly Document[][], spec: Spec): Range[] {
  const own = parts.map((part): Range => {
    if (typeof spec.bounds === 'object') return spec.bounds;
    return { low: numberAt(part[0]!, spec)!, high: numberAt(part.at(-1)!, spec)!, inclusive: true };
  });
  if (spec.bounds !== 'full') return own;
  const low = own.reduce((least, range) => Math.min(least, range.low), Infinity);
  const high = own.reduce((most, range) => Math.max(most, range.high), -Infinity);
  return own.map(() => ({ low, high, inclusive: true }));
}

/** Refuses what would fill the memory. */
function checkCount(ranges: readonly Range[], { step, months }: Spec): void {
  const length = months === undefined ? step : months * SHORTEST_MONTH;
  const made = ranges.reduce((sum, { low, high }) => sum + (high - low) / length, 0);
  if (made > MOST_DENSIFIED)
    throw new ServerError(
      5897900,
      `Generated ${Math.floor(made)} documents in $densify, which is over the limit of ${MOST_DENSIFIED}`,
    );
}

// The steps are counted from the low end, wherever the documents lie.
function* filled(
  part: readonly Document[],
  { low, high, inclusive }: Range,
  spec: Spec,
): Generator<Document> {
  const isWithin = (value: number) => value < high || (inclusive && value === high);
  let steps = 0;
  let next = low;
  const advance = () => (next = after(low, ++steps, spec));
  for (const each of part) {
    const value = numberAt(each, spec)!;
    for (; next < value && isWithin(next); advance()) yield made(part[0], next, spec);
    if (next === value) advance();
    yield each;
  }
  for (; isWithin(next); advance()) yield made(part[0], next, spec);
}

function after(low: number, steps: number, { step, months }: Spec): number {
  if (months === undefined) return low + steps * step;
  const date = new Date(low);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + steps * months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}

function made(sibling: Document | undefined, value: number, { field, partitionBy, isDate }: Spec): Document {
  let document: Document = {};
  for (const name of sibling ? partitionBy : []) {
    const shared = valueAt(sibling as Document, name);
    if (shared !== undefined) document = withValueAt(document, name, shared);
  }
  return withValueAt(document, field, isDate ? new Date(value) : value);
}

function numberAt(document: Document, { field, isDate }: Pick<Spec, 'field' | 'isDate'>): number | undefined {
  const value = valueAt(document, field);
  if (value === null || value === undefined) return undefined;
  const number = numberIn(value, isDate);
  if (number === undefined) throw new ServerError(5733201, 'densify field type must be numeric or a date');
  return number;
}

function numberIn(value: unknown, isDate: boolean): number | undefined {
  const number = value instanceof Long ? value.toNumber() : value instanceof Date ? value.getTime() : value;
  const isFit = typeof number === 'number' && Number.isFinite(number) && value instanceof Date === isDate;
  return isFit ? number : undefined;
}

function specOf(spec: unknown): Spec {
  const range: unknown = isDocument(spec) ? spec.range : undefined;
  if (!isDocument(spec) || typeof spec.field !== 'string' || !isDocument(range))
    throw new ServerError('FailedToParse', '$densify needs a field and a range');
  const isDate = range.unit !== undefined;
  const unit = textOf(range.unit);
  const months = MONTHS[unit];
  const length = isDate ? (UNITS[unit] ?? months) : 1;
  const step = numberIn(range.step, false) ?? 0;
  if (!(step > 0) || length === undefined || (isDate && !Number.isInteger(step)))
    throw new ServerError('FailedToParse', 'the step of $densify must be a strictly positive number');
  const partitionBy: unknown = spec.partitionByFields ?? [];
  if (!Array.isArray(partitionBy) || partitionBy.some((each) => typeof each !== 'string'))
    throw new ServerError('TypeMismatch', 'partitionByFields must be an array of strings');
  return {
    field: spec.field,
    partitionBy: partitionBy as string[],
    bounds: boundsIn(range.bounds, isDate),
    isDate,
    step: step * length,
    months: months && months * step,
  };
}

function boundsIn(bounds: unknown, isDate: boolean): Spec['bounds'] {
  if (bounds === 'full' || bounds === 'partition') return bounds;
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw new ServerError('FailedToParse', "the bounds of $densify must be 'full', 'partition' or an array");
  const [low, high] = bounds.map((each) => numberIn(each, isDate));
  if (low === undefined || high === undefined || low >= high)
    throw new ServerError(
      'FailedToParse',
      'the bounds of $densify must be two numbers, or two dates, in order',
    );
  return { low, high, inclusive: false };
}
