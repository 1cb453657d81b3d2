import { evalExpr, OpType } from 'mingo/core';
import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { PAUSE, STEP } from '../plan/scan.js';
import { sortKey, type SortField } from '../query/sort.js';
import { isDocument } from '../values/documents.js';
import { foldsFor, type Accumulation } from './accumulators.js';
import { evaluator, operatorsFor, translate, type Scope } from './expressions.js';
import { checkLength } from './limits.js';
import { isBounded, windowIn, type Frame, type Window } from './window-frames.js';

/** Something in steps. */
type Steps<T> = Generator<typeof PAUSE, T, undefined>;
/** The value for the document at a place, from the documents of its frame. Asked in order. */
type ValueAt = (i: number, frame: Frame) => unknown;

/** One field that `$setWindowFields` computes. */
export interface Output {
  path: string;
  window: Window;
  /** Looks at a sorted partition. */
  compute: (part: readonly Document[], order: readonly SortField[]) => Steps<ValueAt>;
}

const NEED_AN_ORDER = new Set(['$first', '$last', '$rank', '$denseRank', '$documentNumber', '$shift', '$linearFill', '$derivative', '$integral']); // prettier-ignore
const KNOW_NO_BOUNDS = new Set(['$rank', '$denseRank', '$documentNumber', '$shift', '$linearFill', '$locf', '$expMovingAvg']); // prettier-ignore

/** The `output` of `$setWindowFields`, checked. */
export function outputsOf(output: Document, order: readonly SortField[], scope: Scope): Output[] {
  return Object.entries(output).map(([path, spec]: [string, unknown]) => {
    const { window: given, ...rest }: Document = isDocument(spec) ? spec : {};
    const [operator = '', ...others] = Object.keys(rest);
    if (!operator.startsWith('$') || others.length > 0)
      throw new ServerError(
        'FailedToParse',
        `'${path}' of $setWindowFields must have a single window function`,
      );
    const window = windowIn(given);
    if (order.length === 0 && (isBounded(window) || NEED_AN_ORDER.has(operator)))
      throw new ServerError(5339901, `${operator} of $setWindowFields requires a sortBy`);
    if (given !== undefined && KNOW_NO_BOUNDS.has(operator))
      throw new ServerError('FailedToParse', `${operator} does not accept a 'window' field`);
    return { path, window, compute: computing(operator, rest[operator], { path, order, scope }) };
  });
}

interface Surroundings {
  path: string;
  order: readonly SortField[];
  scope: Scope;
}

function computing(operator: string, argument: unknown, around: Surroundings): Output['compute'] {
  if (Object.hasOwn(PLACES, operator)) {
    if (operator !== '$documentNumber' && around.order.length !== 1)
      throw new ServerError(5371602, `${operator} must be specified with a sortBy of exactly one element`);
    return PLACES[operator]!;
  }
  const folds = foldsFor(undefined);
  if (Object.hasOwn(folds, operator)) return folded(folds[operator]!, argument, around);
  const known = operatorsFor(undefined);
  if (known.getOperator(OpType.ACCUMULATOR, operator)) return accumulated({ [operator]: argument }, around);
  const byMingo = known.getOperator(OpType.WINDOW, operator) as unknown as WindowFunction | null;
  if (!byMingo) throw new ServerError('FailedToParse', `Unrecognized window function, ${operator}`);
  return windowed(byMingo, argument, around);
}

/** Places in the order; equal ones share theirs, and the next one follows the last of them or (dense) their own. */
const PLACES: Record<string, Output['compute']> = {
  *$documentNumber() {
    yield PAUSE;
    return (i) => i + 1;
  },
  $rank: (part, order) => ranked(part, order, (_, i) => i + 1),
  $denseRank: (part, order) => ranked(part, order, (last) => last + 1),
};

function* ranked(
  part: readonly Document[],
  order: readonly SortField[],
  next: (last: number, i: number) => number,
): Steps<ValueAt> {
  yield PAUSE;
  let [key, rank]: [Buffer, number] = [Buffer.alloc(0), 0];
  return (i) => {
    const own = sortKey(part[i]!, order);
    if (!own.equals(key)) [key, rank] = [own, next(rank, i)];
    return rank;
  };
}

// A frame that begins where the last one did goes on with its sum.
function folded(begin: () => Accumulation, argument: unknown, { scope }: Surroundings): Output['compute'] {
  const valueOf = evaluator(argument, scope);
  return function* (part) {
    const values: unknown[] = [];
    for (const each of part) if (values.push(valueOf(each)) % STEP === 0) yield PAUSE;
    let [fold, begun, done] = [begin(), 0, 0];
    return onceAFrame(([from, to]) => {
      if (from !== begun || to < done) [fold, begun, done] = [begin(), from, from];
      while (done < to) fold.add(values[done++]);
      return fold.end();
    });
  };
}

function accumulated(expression: Document, { scope }: Surroundings): Output['compute'] {
  return function* (part) {
    yield PAUSE;
    return onceAFrame(([from, to]) => {
      const within = scope.update({ root: null, groupId: null }) as never;
      return translate(() => evalExpr(part.slice(from, to), expression, within));
    });
  };
}

function onceAFrame(compute: (frame: Frame) => unknown): ValueAt {
  let last: Frame | undefined;
  let value: unknown;
  let held = 0;
  return (_, frame) => {
    if (last?.[0] === frame[0] && last[1] === frame[1]) return value;
    [last, value] = [frame, compute(frame)];
    if (Array.isArray(value)) checkLength('$setWindowFields', (held += value.length));
    return value;
  };
}

type WindowFunction = (
  document: Document,
  frame: readonly Document[],
  about: Document,
  scope: Scope,
) => unknown;

function windowed(compute: WindowFunction, inputExpr: unknown, around: Surroundings): Output['compute'] {
  const parentExpr = { sortBy: Object.fromEntries(around.order) };
  return function* (part) {
    yield PAUSE;
    return (i, [from, to]) => {
      // What mingo remembers of a whole partition it finds by this very list.
      const frame = to - from === part.length ? part : part.slice(from, to);
      const about = { parentExpr, inputExpr, documentNumber: i + 1, field: around.path };
      return translate(() => compute(part[i]!, frame, about, around.scope.update({ root: null })));
    };
  };
}
