import { FindingModel } from '../findings/finding.model.js';
import type { FindingRow } from './finding-figures.js';
import type { Match } from './report-filters.js';
import { FINDING_ROW, readFindingRow } from './report-groups.js';
import type { Ground } from './report-pipelines.js';

/** Findings as a report lists them, in the order of one of their days. */
export async function findingRows(match: Match, { unitId }: Ground, day: string): Promise<FindingRow[]> {
  const found = await FindingModel.find(match, FINDING_ROW)
    .sort({ [day]: 1, _id: 1 })
    .lean();
  return found.map((document) => readFindingRow(document as never, unitId));
}
