import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { checkFieldPath, checkPathDepth } from '../values/depth.js';
import { isDocument, isOperatorDocument, numberOf, put } from '../values/documents.js';
import { elementPredicate, type MatchContext } from './match.js';
import { parseField } from './parse.js';

/** A projection's fields as a tree; a leaf says what becomes of its field. */
interface Branch {
  children: Map<string, Branch>;
  leaf?: Leaf;
}

type Leaf =
  | { kind: 'include' | 'exclude' | 'positional' }
  | { kind: 'slice'; skip: number; limit: number }
  | { kind: 'elemMatch'; matches: (item: unknown) => boolean }
  | { kind: 'compute'; compute: (document: Document) => unknown };

export interface ProjectionContext extends MatchContext {
  /** Evaluates an aggregation expression. */
  evaluate: (expression: unknown) => (document: Document) => unknown;
  /** The item of an array that the filter matched, for the positional operator. */
  position?: (document: Document, path: string) => number | undefined;
}

/** A projection as a function; undefined when it keeps everything. */
export function compileProjection(
  spec: Document,
  context: ProjectionContext,
): ((document: Document) => Document) | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  const root: Branch = { children: new Map() };
  addFields(root, spec, '', context);
  const positional = Object.keys(spec).filter((name) => name.endsWith('.$'));
  if (positional.length > 1)
    throw new ServerError(31276, 'Cannot specify more than one positional projection per query.');
  const inclusion = checkMode(root);
  const id = root.children.get('_id');
  if (!id && inclusion) root.children.set('_id', { children: new Map(), leaf: { kind: 'include' } });
  return (document) => projectDocument(document, root, { inclusion, context, document, path: '' });
}

function addFields(root: Branch, spec: Document, parent: string, context: ProjectionContext): void {
  for (const [name, value] of Object.entries(spec)) {
    const path = parent + name;
    if (name.startsWith('$') && parent === '')
      throw new ServerError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    checkFieldPath(path.endsWith('.$') ? path.slice(0, -2) : path);
    if (isDocument(value) && !isOperatorDocument(value)) {
      if (Object.keys(value).length === 0)
        throw new ServerError(
          51270,
          `An empty sub-projection is not a valid value. Found empty object at path`,
        );
      addFields(root, value, `${path}.`, context);
    } else addLeaf(root, path, leafOf(path, value, context));
  }
}

function leafOf(path: string, value: unknown, context: ProjectionContext): Leaf {
  if (path.endsWith('.$')) return { kind: 'positional' };
  if (typeof value === 'boolean') return { kind: value ? 'include' : 'exclude' };
  const number = numberOf(value);
  if (number !== undefined) return { kind: number === 0 ? 'exclude' : 'include' };
  if (isDocument(value)) {
    if ('$slice' in value && !isExpressionSlice(value.$slice)) return sliceLeaf(value.$slice);
    if ('$elemMatch' in value) {
      if (path.includes('.'))
        throw new ServerError(31275, 'Cannot use $elemMatch projection on a nested field.');
      if (!isDocument(value.$elemMatch))
        throw new ServerError(31274, 'elemMatch: Invalid argument, object required');
      const [test] = parseField({ $elemMatch: value.$elemMatch as unknown });
      if (test?.op === '$elemMatch') return { kind: 'elemMatch', matches: elementPredicate(test, context) };
    }
    if ('$meta' in value) throw new ServerError('NotImplemented', '$meta is not supported by this store');
  }
  return { kind: 'compute', compute: context.evaluate(value) };
}

function isExpressionSlice(value: unknown): boolean {
  return Array.isArray(value) && (numberOf(value[0]) === undefined || value.length > 2);
}

function sliceLeaf(value: unknown): Leaf {
  const [first, second] = Array.isArray(value) ? value.map(numberOf) : [numberOf(value)];
  if (first === undefined) throw new ServerError(28667, 'Invalid $slice syntax');
  if (!Array.isArray(value))
    return first < 0
      ? { kind: 'slice', skip: first, limit: -first }
      : { kind: 'slice', skip: 0, limit: first };
  if (second === undefined || second <= 0)
    throw new ServerError(28724, 'First argument to $slice must be an positive number');
  return { kind: 'slice', skip: first, limit: second };
}

function addLeaf(root: Branch, path: string, leaf: Leaf): void {
  const names = (leaf.kind === 'positional' ? path.slice(0, -2) : path).split('.');
  checkPathDepth(names);
  let branch = root;
  for (const name of names) {
    if (branch.leaf) throw new ServerError(31249, `Path collision at ${path} remaining portion ${name}`);
    let child = branch.children.get(name);
    if (!child) branch.children.set(name, (child = { children: new Map() }));
    branch = child;
  }
  if (branch.leaf ?? branch.children.size > 0) throw new ServerError(31250, `Path collision at ${path}`);
  branch.leaf = leaf;
}

// Inclusion or exclusion, never both; `_id` may differ.
function checkMode(root: Branch): boolean {
  let mode: 'include' | 'exclude' | undefined;
  const visit = (branch: Branch, path: string): void => {
    for (const [name, child] of branch.children) visit(child, path === '' ? name : `${path}.${name}`);
    const kind = branch.leaf?.kind;
    if (kind === undefined || kind === 'slice' || (path === '_id' && kind !== 'compute')) return;
    const own = kind === 'exclude' ? 'exclude' : 'include';
    if (mode !== undefined && mode !== own) {
      const [code, word] = own === 'exclude' ? [31254, 'exclusion'] : [31253, 'inclusion'];
      throw new ServerError(
        code,
        `Cannot do ${word} on field ${path} in ${mode === 'include' ? 'inclusion' : 'exclusion'} projection`,
      );
    }
    mode = own;
  };
  visit(root, '');
  if (mode) return mode === 'include';
  return root.children.get('_id')?.leaf?.kind === 'include';
}

interface Run {
  inclusion: boolean;
  context: ProjectionContext;
  document: Document;
  path: string;
}

function projectDocument(value: Document, branch: Branch, run: Run): Document {
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const child = branch.children.get(name);
    const path = run.path === '' ? name : `${run.path}.${name}`;
    if (!child) {
      if (!run.inclusion) put(result, name, value[name]);
      continue;
    }
    const projected = child.leaf
      ? projectLeaf(value[name], child.leaf, { ...run, path })
      : projectValue(value[name], child, { ...run, path });
    if (projected !== undefined) put(result, name, projected);
  }
  for (const [name, child] of branch.children) {
    if (child.leaf?.kind !== 'compute') {
      // Computed fields make the documents that lead to them.
      if (!(name in value) && hasComputed(child)) put(result, name, projectDocument({}, child, run));
      continue;
    }
    const computed = child.leaf.compute(run.document);
    if (computed !== undefined) put(result, name, computed);
  }
  return result;
}

function hasComputed(branch: Branch): boolean {
  if (branch.leaf) return branch.leaf.kind === 'compute';
  return [...branch.children.values()].some(hasComputed);
}

function projectValue(value: unknown, branch: Branch, run: Run): unknown {
  if (isDocument(value)) return projectDocument(value, branch, run);
  if (!Array.isArray(value)) return run.inclusion ? undefined : value;
  return value.map((item) => projectValue(item, branch, run)).filter((item) => item !== undefined);
}

function projectLeaf(value: unknown, leaf: Leaf, run: Run): unknown {
  switch (leaf.kind) {
    case 'include':
      return value;
    case 'exclude':
    case 'compute':
      return undefined;
    case 'slice': {
      if (!Array.isArray(value)) return value;
      const from = leaf.skip < 0 ? Math.max(0, value.length + leaf.skip) : leaf.skip;
      return value.slice(from, from + leaf.limit);
    }
    case 'elemMatch': {
      const item: unknown = Array.isArray(value) ? value.find(leaf.matches) : undefined;
      return item === undefined ? undefined : [item];
    }
    case 'positional': {
      if (!Array.isArray(value)) return value;
      const at = run.context.position?.(run.document, run.path);
      if (at === undefined)
        throw new ServerError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      return [value[at]];
    }
  }
}
