import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
import { isDocument, put } from '../values/documents.js';
import { valueAt } from '../values/paths.js';
import { typeOf } from '../values/types.js';

/** `$unwind`: a document for each item of an array. */
export function* unwind(input: Work<Document>, argument: unknown): Work<Document> {
  const spec: unknown = typeof argument === 'string' ? { path: argument } : argument;
  if (!isDocument(spec))
    throw new ServerError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeOf(argument)}`,
    );
  const path: unknown = spec.path;
  if (path === undefined) throw new ServerError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new ServerError(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new ServerError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const names = path.slice(1).split('.');
  const index = spec.includeArrayIndex as string | undefined;
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    const value = valueAt(each, names.join('.'));
    const items: [unknown, number | null][] = Array.isArray(value)
      ? value.map((item, i) => [item, i])
      : [[value, null]];
    const absent = value === null || value === undefined || items.length === 0;
    if (absent && spec.preserveNullAndEmptyArrays !== true) continue;
    const rows: [unknown, number | null][] = items.length === 0 ? [[undefined, null]] : items;
    for (const [item, at] of rows) {
      const copy = withValue(each, names, item);
      if (index !== undefined) put(copy, index, at);
      yield copy;
    }
  }
}

function withValue(document: Document, [name, ...rest]: string[], value: unknown): Document {
  const copy = { ...document };
  const inner =
    rest.length === 0
      ? value
      : isDocument(document[name!])
        ? withValue(document[name!] as Document, rest, value)
        : undefined;
  if (inner === undefined) delete copy[name!];
  else put(copy, name!, inner);
  return copy;
}
