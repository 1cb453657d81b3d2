import { Context, OpType } from 'mingo/core';
import { evalExpr } from 'mingo/core';
import * as mingoAccumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import type { Predicate } from '../query/match.js';
import { isTrue } from '../query/parse-operators.js';
import { isDocument, toPlain } from '../values/documents.js';
import type { Fold } from '../values/keys.js';
import { accumulators } from './accumulators.js';
import { comparisons } from './comparisons.js';
import { lists } from './lists.js';

/** Server-side scripts are not run. */
export const SCRIPTS: ReadonlySet<string> = new Set(['$function', '$where', '$accumulator']);

type Operators = Record<string, never>;

/** mingo's operators that compare texts and know no collation. */
const BYTEWISE = new Set(
  '$in $indexOfArray $sortArray $maxN $minN $top $topN $bottom $bottomN $setDifference $setEquals $setIntersection $setIsSubset $setUnion'.split(
    ' ',
  ),
);

const contexts = new Map<Fold, Context>();

/** mingo's operators, ours in the place of those that differ from MongoDB's. */
export function operatorsFor(fold: Fold): Context {
  let context = contexts.get(fold);
  if (!context) {
    context = Context.init({
      accumulator: { ...mingoAccumulators, ...accumulators(fold) } as unknown as Operators,
      expression: { ...expressions, ...comparisons(fold), ...lists } as unknown as Operators,
      pipeline: stages as unknown as Operators,
      projection: projections as unknown as Operators,
      query: queries as unknown as Operators,
      window: windows as unknown as Operators,
    });
    contexts.set(fold, context);
  }
  return context;
}

export interface Evaluation {
  now: Date;
  variables: Document;
  /** How texts are compared. */
  fold?: Fold;
}

/** Options of mingo for one command. */
export function mingoOptions({ variables, fold }: Evaluation) {
  return { context: operatorsFor(fold), scriptEnabled: false, useStrictMode: true, variables };
}

/** An aggregation expression, checked, as a function over documents. */
export function compileExpression(
  expression: unknown,
  evaluation: Evaluation,
): (document: Document) => unknown {
  checkExpression(expression, evaluation.fold);
  const plain = toPlain(expression);
  let scope: Scope | undefined;
  return (document) => evaluate(toPlain(document), plain, (scope ??= scopeOf(evaluation)));
}

/** A condition of `$expr`. */
export function compileCondition(expression: unknown, evaluation: Evaluation): Predicate {
  const evaluate = compileExpression(expression, evaluation);
  return (document) => isTrue(evaluate(document));
}

/** Refuses operators that neither mingo nor we know, before any document is looked at. */
export function checkExpression(expression: unknown, fold?: Fold): void {
  if (Array.isArray(expression)) for (const each of expression) checkExpression(each, fold);
  if (!isDocument(expression)) return;
  const names = Object.keys(expression);
  const operator = names.find((name) => name.startsWith('$'));
  if (operator !== undefined) {
    if (names.length > 1) {
      throw new ServerError(
        15983,
        `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields in ${JSON.stringify(expression)}`,
      );
    }
    if (SCRIPTS.has(operator))
      throw new ServerError('NotImplemented', `${operator} is not supported by this store`);
    if (fold && BYTEWISE.has(operator))
      throw new ServerError('NotImplemented', `${operator} with a collation is not supported by this store`);
    const known = operatorsFor(undefined);
    if (!known.getOperator(OpType.EXPRESSION, operator) && !known.getOperator(OpType.ACCUMULATOR, operator)) {
      throw new ServerError('InvalidPipelineOperator', `Unrecognized expression '${operator}'`);
    }
    if (operator === '$literal') return;
  }
  for (const name of names) checkExpression(expression[name], fold);
}

/** Refuses scripts anywhere inside, also in what is no expression. */
export function refuseScripts(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseScripts);
  if (!isDocument(value)) return;
  for (const name of Object.keys(value)) {
    if (SCRIPTS.has(name)) throw new ServerError('NotImplemented', `${name} is not supported by this store`);
    refuseScripts(value[name]);
  }
}

/** mingo's own options: made once, for it would copy all its operators for each document. */
export interface Scope {
  update(locals: { root: unknown; groupId?: unknown }): Scope;
}

const SCOPE = Context.init({
  expression: { $scope: ((_document: never, _argument: never, scope: Scope) => scope) as never },
});
const scoped = new Map<Fold, Context>();

// With an operator more, which no client reaches, that tells what mingo calls operators with.
function scopedFor(fold: Fold): Context {
  let context = scoped.get(fold);
  if (!context) scoped.set(fold, (context = Context.from(operatorsFor(fold), SCOPE)));
  return context;
}

/** The surroundings in which the expressions of one command are evaluated. */
export function scopeOf(evaluation: Evaluation): Scope {
  return evalExpr({}, { $scope: 1 }, {
    ...mingoOptions(evaluation),
    context: scopedFor(evaluation.fold),
  } as never) as Scope;
}

/** The value of an expression, already checked and plain, in a plain document. */
export function evaluate(document: unknown, plain: unknown, scope: Scope): unknown {
  return translate(() =>
    evalExpr(document as never, plain as never, scope.update({ root: document }) as never),
  );
}

/** The same for many documents: constants, and paths through nothing but documents, need no mingo. */
export function evaluator(plain: unknown, scope: Scope): (document: Document) => unknown {
  if (typeof plain === 'number') return () => plain;
  if (typeof plain !== 'string' || !/^\$[^$]/.test(plain))
    return (document) => evaluate(document, plain, scope);
  const names = plain.slice(1).split('.');
  return (document) => {
    let value: unknown = document;
    for (const name of names) {
      if (!isDocument(value) || !Object.hasOwn(value, name)) return evaluate(document, plain, scope);
      value = value[name];
    }
    return value;
  };
}

/** Runs mingo and gives its complaints MongoDB's form. */
export function translate<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServerError || !(error instanceof Error)) throw error;
    const undefinedVariable = /Use of undefined variable: (.*)/.exec(error.message);
    if (undefinedVariable) throw new ServerError(17276, error.message);
    if (/^\$replace(Root|With) expression must return an object/.test(error.message))
      throw new ServerError(40228, "'newRoot' expression must evaluate to an object, but does not");
    throw new ServerError('BadValue', error.message);
  }
}
