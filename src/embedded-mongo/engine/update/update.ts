import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { compileFilter } from '../query/match.js';
import { equal } from '../values/compare.js';
import { clone, isDocument, put, textOf } from '../values/documents.js';
import type { Fold } from '../values/keys.js';
import { KEEP, OPERATORS, REMOVE } from './operators.js';
import { comparePaths, erase, expandPath, read, write, type PathContext } from './paths.js';

/** What an update makes of one document. */
export type Update = (before: Document, run: UpdateRun) => Document;

export interface UpdateRun {
  inserting: boolean;
  now: Date;
  fold: Fold;
  /** The array item that the filter matched. */
  position: (path: string) => number | undefined;
}

interface Change {
  path: string;
  operator: string;
  argument: unknown;
}

/** Checks an update made of operators, or a replacement, and makes a function of it. */
export function compileUpdate(update: Document, arrayFilters: readonly Document[] = [], fold?: Fold): Update {
  const [first] = Object.keys(update);
  if (first?.startsWith('$')) return compileOperators(update, arrayFilters, fold);
  const wrong = Object.keys(update).find((name) => name.startsWith('$'));
  if (wrong !== undefined) {
    throw new ServerError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${wrong}' in '${wrong}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return (before, run) => replaceWith(before, update, run);
}

function replaceWith(before: Document, update: Document, { inserting }: UpdateRun): Document {
  if ('_id' in update && before._id !== undefined && !equal(update._id, before._id)) throw immutable('_id');
  const after: Document = inserting && before._id === undefined ? {} : { _id: before._id as unknown };
  for (const [name, value] of Object.entries(update)) put(after, name, clone(value));
  return after;
}

function compileOperators(update: Document, arrayFilters: readonly Document[], fold: Fold): Update {
  const changes: Change[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== '$rename' && !Object.hasOwn(OPERATORS, operator)) {
      throw new ServerError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields)) {
      throw new ServerError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${textOf(fields)}}`,
      );
    }
    for (const [path, argument] of Object.entries(fields)) changes.push({ path, operator, argument });
  }
  checkConflicts(changes);
  const filters = compileArrayFilters(arrayFilters, changes, fold);
  changes.sort((a, b) => comparePaths(a.path, b.path));
  return (before, run) => {
    const after = clone(before);
    const context: PathContext = { position: run.position, filters };
    for (const change of changes) apply(after, change, context, run);
    if (before._id !== undefined && !equal(before._id, after._id)) throw immutable('_id');
    return after;
  };
}

function apply(document: Document, change: Change, context: PathContext, run: UpdateRun): void {
  const [first = ''] = change.path.split('.', 1);
  // Since MongoDB 5 names may begin with a dollar, but only new documents get such fields of their own.
  if (first.startsWith('$') && !run.inserting && !/^\$(\[.*\]|id|ref|db)?$/.test(first)) {
    throw new ServerError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${first}' in '${change.path}' is not allowed in the context of an update`,
    );
  }
  if (change.operator === '$rename') {
    rename(document, change);
    return;
  }
  const operator = OPERATORS[change.operator]!;
  for (const path of expandPath(document, change.path, context)) {
    const place = { ...run, path: path.join('.'), document };
    const result = operator(read(document, path), change.argument, place);
    if (result === REMOVE) erase(document, path);
    else if (result !== KEEP) write(document, path, clone(result));
  }
}

function rename(document: Document, { path, argument }: Change): void {
  const [from, to] = [path.split('.'), textOf(argument).split('.')];
  const value = read(document, from);
  if (value === undefined) return;
  checkNoItem(document, from, 'source');
  checkNoItem(document, to, 'destination');
  erase(document, from);
  write(document, to, value);
}

function checkNoItem(document: Document, path: readonly string[], which: string): void {
  const isInArray = path.some((_, length) => Array.isArray(read(document, path.slice(0, length))));
  if (isInArray)
    throw new ServerError(
      'BadValue',
      `The ${which} field cannot be an array element, '${path.join('.')}' in doc with _id: ${textOf(document._id)}`,
    );
}

function checkConflicts(changes: readonly Change[]): void {
  const paths = changes.flatMap(({ path, operator, argument }) => {
    if (operator !== '$rename') return [path];
    if (typeof argument !== 'string')
      throw new ServerError(
        'BadValue',
        `The 'to' field for $rename must be a string: ${path}: ${textOf(argument)}`,
      );
    if (path === argument)
      throw new ServerError(
        'BadValue',
        `The source and target field for $rename must differ: ${path}: "${argument}"`,
      );
    return [path, argument];
  });
  const seen: string[] = [];
  for (const path of paths) {
    const other = seen.find(
      (each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`),
    );
    if (other !== undefined) {
      const at = other.length < path.length ? other : path;
      throw new ServerError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${at}'`,
      );
    }
    seen.push(path);
  }
}

function compileArrayFilters(
  filters: readonly Document[],
  changes: readonly Change[],
  fold: Fold,
): PathContext['filters'] {
  const compiled: PathContext['filters'] = new Map();
  for (const filter of filters) {
    if (!isDocument(filter))
      throw new ServerError('TypeMismatch', 'The elements of arrayFilters must be objects');
    const name = identifierOf(filter);
    if (compiled.has(name))
      throw new ServerError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    if (!changes.some(({ path }) => path.includes(`$[${name}]`))) {
      throw new ServerError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
    }
    const matches = compileFilter(filter, { fold });
    compiled.set(name, (item) => matches({ [name]: item }));
  }
  return compiled;
}

function identifierOf(filter: Document): string {
  const [first, second] = new Set(identifiersIn(filter));
  if (second !== undefined)
    throw new ServerError(
      'FailedToParse',
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${first}' and '${second}'`,
    );
  if (first !== undefined) return first;
  throw new ServerError(
    'FailedToParse',
    'Cannot use an expression without a top-level field name in arrayFilters',
  );
}

/** The refusal to change a field that never changes. */
export function immutable(path: string): ServerError {
  return new ServerError(
    'ImmutableField',
    `Performing an update on the path '${path}' would modify the immutable field '${path}'`,
  );
}

function identifiersIn(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0]!];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(identifiersIn) : [];
  });
}
