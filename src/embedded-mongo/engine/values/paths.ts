import type { Document } from 'bson';
import { fieldsOf, isDocument, put } from './documents.js';

/** What a path leads to: a value, or `undefined` with `found: false` where the field is absent. */
export interface Found {
  value: unknown;
  found: boolean;
}

const ABSENT: Found = { value: undefined, found: false };

/**
 * Every value that a dotted path leads to, walking into arrays of documents as queries do. Arrays at the end of the
 * path are returned whole: the caller decides whether to look inside.
 */
export function valuesAt(document: unknown, path: string): Found[] {
  const found: Found[] = [];
  walk(document, path.split('.'), 0, found);
  return found;
}

function walk(value: unknown, path: readonly string[], depth: number, found: Found[]): void {
  if (depth === path.length) {
    found.push({ value, found: true });
    return;
  }
  const name = path[depth]!;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(name) && Number(name) < value.length) walk(value[Number(name)], path, depth + 1, found);
    for (const item of value) if (fieldsOf(item)) walk(item, path, depth, found);
    return;
  }
  const fields = fieldsOf(value);
  if (fields && Object.hasOwn(fields, name)) walk(fields[name], path, depth + 1, found);
  else found.push(ABSENT);
}

/** The values a query compares: those at the path, and the items of those that are arrays. */
export function candidates(document: unknown, path: string): Found[] {
  if (!path.includes('.') && isDocument(document)) {
    if (!Object.hasOwn(document, path)) return [ABSENT];
    const value: unknown = document[path];
    if (!Array.isArray(value)) return [{ value, found: true }];
  }
  const found = valuesAt(document, path);
  const expanded: Found[] = [];
  for (const each of found) {
    if (Array.isArray(each.value)) for (const item of each.value) expanded.push({ value: item, found: true });
    expanded.push(each);
  }
  return expanded;
}

/** The single value at a path through plain documents only; arrays end the walk. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (!isDocument(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** A copy with another value at a path through documents; what of it is shared is not to be changed. */
export function withValueAt(document: Document, path: string, value: unknown): Document {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  const copy: Document = { ...document };
  const inner: unknown = Object.hasOwn(document, name) ? document[name] : undefined;
  put(
    copy,
    name,
    rest.length === 0 ? value : withValueAt(isDocument(inner) ? inner : {}, rest.join('.'), value),
  );
  return copy;
}
