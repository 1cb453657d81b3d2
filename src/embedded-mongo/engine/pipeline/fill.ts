import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
import { keyedInSteps, parseSort, sortInSteps, sortKey, type SortField } from '../query/sort.js';
import { isDocument } from '../values/documents.js';
import { valueAt, withValueAt } from '../values/paths.js';
import { compileExpression } from './expressions.js';
import type { PipelineContext } from './pipeline.js';
import { partitions } from './windows.js';

type ValueOf = (document: Document) => unknown;

interface Spec {
  partitionOf: ValueOf;
  order: SortField[];
  methods: [path: string, method: keyof typeof METHODS][];
  values: [path: string, value: ValueOf][];
}

/** `$fill`: values where there are none, by an expression or from the documents before and after in an order. */
export function* fill(input: Work<Document>, argument: unknown, context: PipelineContext): Work<Document> {
  const spec = specOf(argument, context);
  const documents = spec.methods.length === 0 ? input : byMethods(input, spec, context);
  for (const each of documents) yield each === PAUSE ? each : withValues(each, spec.values);
}

function* byMethods(input: Work<Document>, spec: Spec, { fold }: PipelineContext): Work<Document> {
  const keyed = yield* keyedInSteps(input, (each) => sortKey(each, spec.order, fold));
  for (const part of yield* partitions(sortInSteps(keyed), spec.partitionOf, fold)) {
    const columns: [string, unknown[]][] = [];
    for (const [path, method] of spec.methods) columns.push([path, METHODS[method](part, path, spec.order)]);
    for (const [i, document] of part.entries())
      yield columns.reduce((filled, [path, column]) => withValueAt(filled, path, column[i]), document);
  }
}

function withValues(document: Document, values: Spec['values']): Document {
  const missing = values.filter(([path]) => isMissing(valueAt(document, path)));
  return missing.reduce((filled, [path, valueOf]) => withValueAt(filled, path, valueOf(document)), document);
}

const isMissing = (value: unknown): boolean => value === null || value === undefined;

/** What each document of a partition gets at a path. */
const METHODS = {
  /** Last observation carried forward. */
  locf(part: readonly Document[], path: string): unknown[] {
    let last: unknown = null;
    return part.map((each) => (last = valueAt(each, path) ?? last));
  },

  /** Between two known values, in proportion to the sort field. */
  linear(part: readonly Document[], path: string, [by]: SortField[]): unknown[] {
    const places = part.map((each) => placeIn(valueAt(each, by![0])));
    if (places.some((place, i) => i > 0 && place === places[i - 1]))
      throw new ServerError(6050106, 'There can be no repeated values in the sort field of a linear fill');
    const column = part.map((each) => numberIn(valueAt(each, path)));
    let known = -1;
    for (const [i, value] of column.entries()) {
      if (value === null) continue;
      for (let gap = known + 1; known >= 0 && gap < i; gap++) {
        const part = (places[gap]! - places[known]!) / (places[i]! - places[known]!);
        column[gap] = column[known]! + part * (value - column[known]!);
      }
      known = i;
    }
    return column;
  },
};

function placeIn(value: unknown): number {
  const place = value instanceof Date ? value.getTime() : value;
  if (typeof place === 'number' && Number.isFinite(place)) return place;
  throw new ServerError('BadValue', 'the sort field of a linear fill must be numeric or a date');
}

function numberIn(value: unknown): number | null {
  if (isMissing(value)) return null;
  if (typeof value === 'number') return value;
  throw new ServerError('BadValue', 'a linear fill needs numeric values');
}

function specOf(spec: unknown, context: PipelineContext): Spec {
  if (!isDocument(spec) || !isDocument(spec.output) || Object.keys(spec.output).length === 0)
    throw new ServerError('FailedToParse', '$fill needs an output with at least one field');
  const { partitionBy, partitionByFields: fields } = spec as {
    partitionBy?: unknown;
    partitionByFields?: unknown;
  };
  if (partitionBy !== undefined && fields !== undefined)
    throw new ServerError(
      6050204,
      "Maximum one of 'partitionBy' and 'partitionByFields' can be specified in '$fill'",
    );
  if (fields !== undefined && !(Array.isArray(fields) && fields.every((each) => typeof each === 'string')))
    throw new ServerError('TypeMismatch', 'partitionByFields must be an array of strings');
  const order = parseSort(isDocument(spec.sortBy) ? spec.sortBy : undefined);
  const partitionOf = fields
    ? (each: Document) => fields.map((path) => valueAt(each, path) ?? null)
    : compileExpression(partitionBy ?? null, context);
  const parsed: Spec = { partitionOf, order, methods: [], values: [] };
  for (const [path, filling] of Object.entries(spec.output)) {
    if (isDocument(filling) && 'value' in filling)
      parsed.values.push([path, compileExpression(filling.value, context)]);
    else parsed.methods.push([path, methodIn(filling, order)]);
  }
  return parsed;
}

function methodIn(filling: unknown, order: readonly SortField[]): keyof typeof METHODS {
  const method: unknown = isDocument(filling) ? filling.method : undefined;
  if (method !== 'locf' && method !== 'linear')
    throw new ServerError(6050202, 'Method must be either locf or linear');
  if (order.length === 0 || (method === 'linear' && order.length !== 1))
    throw new ServerError(
      605001,
      `a ${method} fill needs a sortBy${method === 'linear' ? ' of one field' : ''}`,
    );
  return method;
}
