import { bare } from './columns.js';
import type { Fault, Row } from './import-kind.js';
import { readDay, type Day } from '../shared/dates.js';

/** Which of some words is meant by a cell: the word itself, or what people call it in either language. */
export function wordIn<W extends string>(
  { row, cell }: Row,
  column: string,
  called: Record<W, readonly string[]>,
  faults: Fault[],
): W | undefined {
  if (cell(column) === '') return undefined;
  const typed = bare(cell(column));
  const words = Object.keys(called) as W[];
  const found = words.find((word) => [word, ...called[word]].some((name) => bare(name) === typed));
  if (found === undefined) {
    const choices = words.map((word) => called[word][0] ?? word).join(', ');
    faults.push({ row, column, message: 'imports:fault.word', values: { typed: cell(column), choices } });
  }
  return found;
}

/** The day in a cell, however it is written; undefined when there is none. */
export function dayIn({ row, cell }: Row, column: string, faults: Fault[]): Day | undefined {
  const typed = cell(column);
  const found = typed === '' ? undefined : readDay(typed);
  if (typed !== '' && found === undefined)
    faults.push({ row, column, message: 'imports:fault.day', values: { typed } });
  return found;
}

/** A text that is not longer than a form would take. */
export function textIn({ row, cell }: Row, column: string, max: number, faults: Fault[]): string {
  const typed = cell(column);
  if (typed.length > max) faults.push({ row, column, message: 'errors:tooLong', values: { max } });
  return typed;
}
