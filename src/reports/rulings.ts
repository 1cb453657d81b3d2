import { rulingKinds, type RulingKind } from '../findings/ruling.js';
import type { Day } from '../shared/dates.js';
import type { FindingRow } from './finding-figures.js';
import type { Period } from './period.js';
import { nothing, type Spread } from './scope.js';

/** Whether a finding was ruled upon so in a span of days. */
const isRuled = ({ rulings }: FindingRow, kind: RulingKind, from: Day, to: Day): boolean =>
  rulings.some((ruling) => ruling.kind === kind && ruling.on >= from && ruling.on <= to);

/** The findings that were ruled upon so; a finding counts once, however often. */
export const ruled = (
  rows: readonly FindingRow[],
  kind: RulingKind,
  { from, to, since }: Period,
  span: 'month' | 'year',
): FindingRow[] => rows.filter((row) => isRuled(row, kind, span === 'month' ? from : since, to));

export type RulingLine = { kind: RulingKind; counts: Spread };

/** How many findings were ruled upon in each way: of the term, and of the year so far. */
export function rulingFigures(rows: readonly FindingRow[], period: Period): RulingLine[] {
  return rulingKinds.map((kind) => {
    const counts = nothing();
    for (const span of ['month', 'year'] as const)
      for (const { scopes } of ruled(rows, kind, period, span))
        for (const scope of scopes) counts[scope][span] += 1;
    return { kind, counts };
  });
}
