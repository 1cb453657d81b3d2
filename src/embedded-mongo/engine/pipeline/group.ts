import { evalExpr, OpType } from 'mingo/core';
import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, STEP, type Work } from '../plan/scan.js';
import { isDocument, put, toPlain } from '../values/documents.js';
import { keyOf, type Fold } from '../values/keys.js';
import { foldsFor, type Accumulation } from './accumulators.js';
import {
  checkExpression,
  SCRIPTS,
  operatorsFor,
  evaluator,
  scopeOf,
  translate,
  type Evaluation,
  type Scope,
} from './expressions.js';

/** One output field of a `$group`. */
export interface Field {
  name: string;
  operator: string;
  argument: unknown;
}

interface Group {
  id: unknown;
  folds: Accumulation[];
  /** Kept only for accumulators that need all documents at once. */
  documents: Document[];
}

/** `$group`. */
export function* group(input: Work<Document>, spec: Document, context: Evaluation): Work<Document> {
  const fields = fieldsOf(spec, context.fold);
  yield* grouped(input, evaluator(toPlain(spec._id), scopeOf(context)), fields, context);
}

/** One pass that can pause; documents are kept only where an accumulator of mingo's needs them. */
export function* grouped(
  input: Iterable<Document | typeof PAUSE>,
  idOf: (document: Document) => unknown,
  fields: readonly Field[],
  context: Evaluation,
): Work<Document> {
  const folds = foldsFor(context.fold);
  const scope = scopeOf(context);
  const values = fields.map(({ argument }) => evaluator(argument, scope));
  const groups = new Map<string, Group>();
  const isFolded = fields.every(({ operator }) => Object.hasOwn(folds, operator));
  const groupOf = (id: unknown): Group => {
    const key =
      typeof id === 'string' && !context.fold ? `"${id}` : keyOf(id, context.fold).toString('latin1');
    let group = groups.get(key);
    if (!group) {
      const fresh = isFolded ? fields.map(({ operator }) => folds[operator]!()) : [];
      groups.set(key, (group = { id, folds: fresh, documents: [] }));
    }
    return group;
  };
  let steps = 0;
  let last: Group | undefined;
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    if (++steps % STEP === 0) yield PAUSE;
    const id = idOf(each) ?? null;
    // What comes in order meets the same group again.
    const found: Group = last?.id === id ? last : groupOf(id);
    if (isFolded) values.forEach((valueOf, i) => found.folds[i]!.add(valueOf(each)));
    else found.documents.push(each);
    last = found;
  }
  for (const found of groups.values()) {
    const result: Document = { _id: found.id };
    for (const [i, { name, operator, argument }] of fields.entries()) {
      put(result, name, isFolded ? found.folds[i]!.end() : byMingo(found, { [operator]: argument }, scope));
      yield PAUSE;
    }
    yield result;
  }
}

function byMingo({ documents, id }: Group, expression: Document, scope: Scope): unknown {
  const inGroup = scope.update({ root: null, groupId: id }) as never;
  return translate(() => evalExpr(documents, expression, inGroup));
}

/** Checks a `$group` and takes it apart. */
export function fieldsOf(spec: unknown, fold?: Fold): Field[] {
  if (!isDocument(spec)) throw new ServerError(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id')) throw new ServerError(15955, 'a group specification must include an _id');
  checkExpression(spec._id, fold);
  return Object.keys(spec)
    .filter((name) => name !== '_id')
    .map((name) => {
      const value: unknown = spec[name];
      if (name.includes('.')) throw new ServerError(40235, `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new ServerError(40236, `The field name '${name}' cannot be an operator name`);
      if (!isDocument(value))
        throw new ServerError(40234, `The field '${name}' must be an accumulator object`);
      const [operator = '', ...others] = Object.keys(value);
      if (operator === '' || others.length > 0)
        throw new ServerError(40238, `The field '${name}' must specify one accumulator`);
      if (SCRIPTS.has(operator)) checkExpression(value);
      if (!operatorsFor(undefined).getOperator(OpType.ACCUMULATOR, operator))
        throw new ServerError(15952, `unknown group operator '${operator}'`);
      checkExpression(value, fold);
      return { name, operator, argument: toPlain(value[operator]) };
    });
}
