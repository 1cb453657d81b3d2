import type { Document } from 'bson';
import { isDocument, put } from '../values/documents.js';
import { valueAt } from '../values/paths.js';
import { compileNode, type MatchContext } from './match.js';
import type { Node } from './parse.js';

/** Finds which item of the array at a path made a document match, as the positional operator `$` needs. */
export function positionFinder(
  filter: Node,
  context: MatchContext,
): (document: Document, path: string) => number | undefined {
  return (document, path) => {
    const array = valueAt(document, path);
    if (!Array.isArray(array)) return undefined;
    let found: number | undefined;
    for (const condition of conditionsOn(filter, path)) {
      const matches = compileNode(condition, context);
      const index = array.findIndex((item) => matches(withItem(document, path, item)));
      if (index >= 0) found = index;
    }
    return found;
  };
}

// The parts of a filter that look into an array, down to single fields.
function conditionsOn(node: Node, path: string): Node[] {
  if (node.kind === 'and' || node.kind === 'or')
    return node.nodes.flatMap((each) => conditionsOn(each, path));
  if (node.kind !== 'field') return [];
  return node.path === path || node.path.startsWith(`${path}.`) ? [node] : [];
}

function withItem(document: Document, path: string, item: unknown): Document {
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  const copy = { ...document };
  const inner: unknown = document[name];
  put(copy, name, dot < 0 ? [item] : isDocument(inner) ? withItem(inner, path.slice(dot + 1), item) : inner);
  return copy;
}
