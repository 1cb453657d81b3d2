import type { Handling } from '../handling/handling.js';
import { parties, type Party } from '../settings/measures.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Span } from './report-links.js';
import type { Period } from './period.js';
import { inAll, nothing, PARTY_FIELDS, scopesOf, type Scope, type Spread } from './scope.js';

/** That a collective or the holder of a post was handled. No names of persons: a report goes far. */
export type CountedHandling = {
  id: string;
  /** The number of the finding that it came of. */
  number: string;
  unit: Bilingual;
  who: string;
  party: Party;
  measure: Bilingual;
  on: Day;
  scopes: Scope[];
};
export type HandlingLine = { party: Party; measure: Bilingual; counts: Spread };

/** The fields that a row needs. */
export const COUNTED_FIELDS = {
  findingNumber: 1,
  ...PARTY_FIELDS,
  'unit.name': 1,
  who: 1,
  'measure.party': 1,
  'measure.text': 1,
  'decision.on': 1,
} as const;

export function readCountedHandling(
  document: Handling & { _id: string },
  unitIds: readonly string[],
): CountedHandling {
  const { _id, findingNumber, unit, who, measure, decision } = document;
  return {
    id: _id,
    number: findingNumber,
    unit: unit.name,
    who,
    party: measure.party,
    measure: measure.text,
    on: decision.on,
    scopes: scopesOf(document, unitIds),
  };
}

type Narrow = { party?: string; measure?: string };

/** The decisions that a figure counts: those in force, by the day of the decision. */
export const handled = (
  rows: readonly CountedHandling[],
  { from, since, to }: Period,
  span: Span,
  { party, measure }: Narrow,
): CountedHandling[] =>
  rows.filter(
    (row) =>
      row.on >= (span === 'month' ? from : since) &&
      row.on <= to &&
      (party === undefined || row.party === party) &&
      (measure === undefined || row.measure.vi === measure),
  );

/** How often each form was decided: of collectives, then of persons, the most frequent first. */
export function handlingFigures(rows: readonly CountedHandling[], period: Period): HandlingLine[] {
  const lines = new Map<string, HandlingLine>();
  for (const { party, measure, on, scopes } of handled(rows, period, 'year', {})) {
    const key = `${party} ${measure.vi}`;
    const line = lines.get(key) ?? { party, measure, counts: nothing() };
    lines.set(key, line);
    for (const scope of scopes) {
      line.counts[scope].year += 1;
      if (on >= period.from) line.counts[scope].month += 1;
    }
  }
  return [...lines.values()].sort(
    (a, b) =>
      parties.indexOf(a.party) - parties.indexOf(b.party) ||
      inAll(b) - inAll(a) ||
      a.measure.vi.localeCompare(b.measure.vi, 'vi'),
  );
}
