import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { PhotosOfPair } from '../findings/photo-pair.js';

/** A pair of photos that the author of a report has chosen for its annex. */
export type ChosenPair = { findingId: string; beforeId: string; afterId: string };

/** What the annex tells of a finding. */
export type Pictured = Pick<
  Finding,
  'id' | 'inspectionNumber' | 'ordinal' | 'unit' | 'evidence' | 'remediations'
>;
/** A pair that may be chosen: of a finding that the report counts as closed in its period. */
export type OfferedPair = PhotosOfPair & { finding: Pictured };

type Files = { before: Pick<EvidenceItem, 'id'>; after: Pick<EvidenceItem, 'id'> };

/** A pair as a form names it: no photo belongs to two findings. */
const wordOf = (beforeId: string, afterId: string): string => `${beforeId}.${afterId}`;
export const pairKey = ({ before, after }: Files): string => wordOf(before.id, after.id);
export const chosenKeys = (chosen: readonly ChosenPair[] = []): string[] =>
  chosen.map(({ beforeId, afterId }) => wordOf(beforeId, afterId));

/** Those of the chosen that may still be printed; a photo may have been taken back, or its finding opened again. */
export function standingPairs(
  offered: readonly OfferedPair[],
  chosen?: readonly ChosenPair[],
): OfferedPair[] {
  const keys = new Set(chosenKeys(chosen));
  return offered.filter((pair) => keys.has(pairKey(pair)));
}

/** `shown`: the pairs that stood on the page that was sent; `pairs`: those of them that were ticked. */
export type PairTicks = { shown: readonly string[]; pairs: readonly string[] };

/** The choice after a page of it was sent: what stood on other pages stays as it was. In the order of the findings. */
export function choiceAfter(
  offered: readonly OfferedPair[],
  chosen: readonly ChosenPair[] | undefined,
  { shown, pairs }: PairTicks,
): ChosenPair[] {
  const before = chosenKeys(chosen);
  return offered
    .filter((pair) => (shown.includes(pairKey(pair)) ? pairs : before).includes(pairKey(pair)))
    .map(({ finding, before: one, after }) => ({
      findingId: finding.id,
      beforeId: one.id,
      afterId: after.id,
    }));
}
