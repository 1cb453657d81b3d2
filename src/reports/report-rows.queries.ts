import { FindingModel } from '../findings/finding.model.js';
import type { FindingRow } from './finding-figures.js';
import type { Match } from './report-filters.js';
import { FINDING_ROW, readFindingRow } from './report-groups.js';
import type { Ground } from './report-pipelines.js';

/** Findings as a report lists them, in no order: an order asked of the database would cost it the better index. */
export async function findingRows(match: Match, { unitIds }: Ground): Promise<FindingRow[]> {
  const found = await FindingModel.find(match, FINDING_ROW).lean();
  return found.map((document) => readFindingRow(document as never, unitIds));
}

const numbers = new Intl.Collator('en', { numeric: true });

/** The order of lists: by a day, then by number. */
export const byDay =
  <Name extends string>(day: Name) =>
  (a: Record<Name | 'number', string>, b: Record<Name | 'number', string>): number =>
    a[day] === b[day] ? numbers.compare(a.number, b.number) : a[day] < b[day] ? -1 : 1;
