import { evalExpr, OpType } from 'mingo/core';
import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, type Work } from '../plan/scan.js';
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
interface Field {
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

const STEP = 100;

/** `$group`: one pass that can pause; documents are kept only where an accumulator of mingo's needs them. */
export function* group(input: Work<Document>, spec: Document, context: Evaluation): Work<Document> {
  const fields = fieldsOf(spec, context.fold);
  const folds = foldsFor(context.fold);
  const scope = scopeOf(context);
  const idOf = evaluator(toPlain(spec._id), scope);
  const values = fields.map(({ argument }) => evaluator(argument, scope));
  const groups = new Map<string, Group>();
  const isFolded = fields.every(({ operator }) => Object.hasOwn(folds, operator));
  let steps = 0;
  for (const each of input) {
    if (each === PAUSE) {
      yield each;
      continue;
    }
    if (++steps % STEP === 0) yield PAUSE;
    const id = idOf(each) ?? null;
    const key =
      typeof id === 'string' && !context.fold ? `"${id}` : keyOf(id, context.fold).toString('latin1');
    let found = groups.get(key);
    if (!found) {
      const fresh = isFolded ? fields.map(({ operator }) => folds[operator]!()) : [];
      groups.set(key, (found = { id, folds: fresh, documents: [] }));
    }
    if (isFolded) values.forEach((valueOf, i) => found.folds[i]!.add(valueOf(each)));
    else found.documents.push(each);
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
