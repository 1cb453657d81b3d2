import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { checkPathDepth } from '../values/depth.js';
import { isDocument, put, textOf } from '../values/documents.js';

/** What a path of an update may refer to besides plain names. */
export interface PathContext {
  /** The array item that the filter matched, for `$`. */
  position: (path: string) => number | undefined;
  /** Predicates for `$[identifier]`. */
  filters: Map<string, (item: unknown) => boolean>;
}

/** The concrete paths that a path with `$`, `$[]` or `$[identifier]` stands for in a document. */
export function expandPath(document: Document, path: string, context: PathContext): string[][] {
  const names = path.split('.');
  checkPathDepth(names);
  if (names.includes('')) {
    throw new ServerError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  return expand(document, names, [], context);
}

function expand(value: unknown, names: readonly string[], done: string[], context: PathContext): string[][] {
  const [name, ...rest] = names;
  if (name === undefined) return [done];
  if (name === '$') {
    const at = context.position(done.join('.'));
    if (at === undefined)
      throw new ServerError(
        'BadValue',
        'The positional operator did not find the match needed from the query.',
      );
    return expand(step(value, String(at)), rest, [...done, String(at)], context);
  }
  const filter = /^\$\[(.*)\]$/.exec(name)?.[1];
  if (filter === undefined) return expand(step(value, name), rest, [...done, name], context);
  if (!Array.isArray(value)) {
    const shown = done.join('.');
    throw new ServerError(
      'BadValue',
      value === undefined
        ? `The path '${shown}' must exist in the document in order to apply array updates.`
        : `Cannot apply array updates to non-array element ${done.at(-1)}: ${textOf(value)}`,
    );
  }
  const matches = filter === '' ? () => true : context.filters.get(filter);
  if (!matches)
    throw new ServerError(
      'BadValue',
      `No array filter found for identifier '${filter}' in path '${[...done, ...names].join('.')}'`,
    );
  return value.flatMap((item, i) => (matches(item) ? expand(item, rest, [...done, String(i)], context) : []));
}

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  return isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at a concrete path. */
export function read(document: Document, path: readonly string[]): unknown {
  return path.reduce<unknown>(step, document);
}

const MAX_PADDING = 1_500_000;

/** Sets the value at a concrete path, making the documents that lead there. */
export function write(document: Document, path: readonly string[], value: unknown): void {
  checkPathDepth(path);
  let parent: unknown = document;
  path.forEach((name, depth) => {
    const last = depth === path.length - 1;
    if (Array.isArray(parent)) {
      if (!/^\d+$/.test(name)) throw notViable(path, depth, parent);
      const index = Number(name);
      if (index - parent.length > MAX_PADDING)
        throw new ServerError('BadValue', `cannot add ${index - parent.length} elements to array`);
      while (parent.length < index) parent.push(null);
      if (last) parent[index] = value;
      else parent[index] ??= {};
    } else if (isDocument(parent)) {
      if (last) put(parent, name, value);
      else if (!Object.hasOwn(parent, name)) put(parent, name, {});
    } else throw notViable(path, depth, parent);
    parent = step(parent, name);
  });
}

function notViable(path: readonly string[], depth: number, parent: unknown): ServerError {
  const shown = typeof parent === 'string' ? JSON.stringify(parent) : textOf(parent);
  return new ServerError(
    'PathNotViable',
    `Cannot create field '${path[depth]}' in element {${path[depth - 1]}: ${shown}}`,
  );
}

/** Removes the field at a concrete path; an array item becomes null, so that the others keep their places. */
export function erase(document: Document, path: readonly string[]): void {
  const parent = read(document, path.slice(0, -1));
  const name = path.at(-1)!;
  if (Array.isArray(parent)) {
    if (/^\d+$/.test(name) && Number(name) < parent.length) parent[Number(name)] = null;
  } else if (isDocument(parent)) delete parent[name];
}

/** Orders paths as MongoDB applies them: numbers by value, names by their bytes. */
export function comparePaths(left: string, right: string): number {
  const [a, b] = [left.split('.'), right.split('.')];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue;
    const numeric = /^\d+$/.test(a[i]!) && /^\d+$/.test(b[i]!);
    if (numeric) return Number(a[i]) - Number(b[i]);
    return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}
