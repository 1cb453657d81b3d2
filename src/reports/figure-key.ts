import type { Span } from './report-links.js';
import { scopes, type Scope } from './scope.js';

export const counted = [
  'inspections',
  'plan',
  'units',
  'findings',
  'remediation',
  'rulings',
  'handlings',
  'practices',
] as const;

/**
 * Which figure of a report: what it counts, whose, and of which part of the year. `name` is that of remediation;
 * `narrow` says which inspections, findings or units are counted: by sign, severity, mode, kind, topic, level.
 */
export type FigureOf = {
  counts: (typeof counted)[number];
  scope: Scope;
  span: Span;
  name?: string;
  narrow?: Record<string, string | undefined>;
};

/** Narrows a figure to the same term a year before. */
export const BEFORE = { year: 'before' } as const;

/** Whether a key is of a figure of the term itself: not of the year so far, nor of a year before. */
export const isOfTerm = (key: string): boolean => {
  const of = readKey(key);
  return of?.span === 'month' && of.narrow?.['year'] !== BEFORE.year;
};

/** One word for a figure, the same in the report of every unit and term: findings?scope=own&span=month&sign=1.2. */
export function keyOf({ counts, scope, span, name, narrow = {} }: FigureOf): string {
  const pairs = Object.entries(narrow)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .sort(([a], [b]) => a.localeCompare(b));
  const named: [string, string][] = name === undefined ? [] : [['name', name]];
  return `${counts}?${new URLSearchParams([['scope', scope], ['span', span], ...named, ...pairs]).toString()}`;
}

const of = <T extends string>(words: readonly T[], word: string | null): T | undefined =>
  words.find((one) => one === word);

/** Reads what `keyOf` writes. Undefined when it is no key. */
export function readKey(key: string): FigureOf | undefined {
  const [word = '', query = ''] = key.split('?', 2);
  const {
    scope: scopeWord,
    span: spanWord,
    name,
    ...narrow
  } = Object.fromEntries(new URLSearchParams(query));
  const counts = of(counted, word);
  const scope = of(scopes, scopeWord ?? null);
  const span = of(['month', 'year'] as const, spanWord ?? null);
  if (counts === undefined || scope === undefined || span === undefined) return undefined;
  return { counts, scope, span, ...(name === undefined ? {} : { name }), narrow };
}
