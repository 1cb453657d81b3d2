import { BSONRegExp, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import { isDocument, isOperatorDocument } from '../values/documents.js';
import { parseOperators } from './parse-operators.js';

export type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

/** What is asked of the value at one path. */
export type Test =
  | { op: Comparison; value: unknown }
  | { op: '$in'; values: unknown[] }
  | { op: '$exists'; value: boolean }
  | { op: '$type'; types: string[] }
  | { op: '$regex'; regex: RegExp; source: BSONRegExp }
  | { op: '$mod'; divisor: number; remainder: number }
  | { op: '$size'; size: number }
  | { op: '$all'; tests: Test[] }
  | { op: '$elemMatch'; filter?: Node; tests?: Test[] }
  | { op: '$bits'; set: boolean; all: boolean; mask: bigint }
  | { op: '$not'; tests: Test[] };

/** A filter, checked and taken apart: the matcher and the planner both read it. */
export type Node =
  | { kind: 'and' | 'or' | 'nor'; nodes: Node[] }
  | { kind: 'field'; path: string; test: Test }
  | { kind: 'expression'; expression: unknown }
  | { kind: 'constant'; value: boolean };

const REFUSED: Record<string, string> = {
  $where: '$where is not supported by this store',
  $text: '$text is not supported by this store',
  $jsonSchema: '$jsonSchema is not supported by this store',
};

/** Takes a filter apart; throws MongoDB's error for what is not a filter. */
export function parseFilter(filter: Document, ofItems = false): Node {
  const nodes: Node[] = [];
  for (const [name, value] of Object.entries(filter)) {
    // Among the fields of an array's items may be those of a DBRef.
    if (name.startsWith('$') && !(ofItems && /^\$(ref|id|db)$/.test(name))) {
      const node = parseTopLevel(name, value);
      if (node) nodes.push(node);
    } else for (const test of parseField(value)) nodes.push({ kind: 'field', path: name, test });
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes };
}

function parseTopLevel(name: string, value: unknown): Node | undefined {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return { kind: name.slice(1) as 'and' | 'or' | 'nor', nodes: filters(name, value) };
    case '$expr':
      return { kind: 'expression', expression: value };
    case '$comment':
      return undefined;
    case '$alwaysTrue':
    case '$alwaysFalse':
      return { kind: 'constant', value: name === '$alwaysTrue' };
  }
  if (REFUSED[name]) throw new ServerError('NotImplemented', REFUSED[name]);
  throw new ServerError(
    'BadValue',
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function filters(name: string, value: unknown): Node[] {
  if (!Array.isArray(value)) throw new ServerError('BadValue', `${name} must be an array`);
  if (value.length === 0) throw new ServerError('BadValue', `${name} argument must be a non-empty array`);
  return value.map((each: unknown) => {
    if (!isDocument(each)) throw new ServerError('BadValue', `${name} argument's entries must be objects`);
    return parseFilter(each);
  });
}

/** What `{ field: value }` asks. */
export function parseField(value: unknown): Test[] {
  if (value instanceof RegExp || value instanceof BSONRegExp) return parseOperators({ $regex: value });
  if (isOperatorDocument(value)) return parseOperators(value);
  return [{ op: '$eq', value }];
}
