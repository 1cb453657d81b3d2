import { FindingModel } from '../findings/finding.model.js';
import { findingNumber } from '../findings/finding.js';
import { photoPairsOf } from '../findings/photo-pair.js';
import { plain } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Filing } from './filing.js';
import type { OfferedPair, Pictured } from './photo-choice.js';

const PICTURED = { inspectionNumber: 1, ordinal: 1, unit: 1, evidence: 1, remediations: 1 } as const;
const numbers = new Intl.Collator('en', { numeric: true });

/** The pairs of photos of what was closed in the period of a report, within one's reach; in the order of the findings. */
export async function closedPairs(
  keys: readonly ReaderKey[],
  { from, to }: Pick<Filing, 'from' | 'to'>,
): Promise<OfferedPair[]> {
  const match = {
    readers: { $in: [...keys] },
    closedOn: { $gte: from, $lte: to },
    'remediations.pairs.0': { $exists: true },
  };
  const found = await FindingModel.find(match, PICTURED).lean();
  const findings = found.map((document) => plain<Pictured>(document as never));
  return photoPairsOf(findings.sort((a, b) => numbers.compare(findingNumber(a), findingNumber(b))));
}
