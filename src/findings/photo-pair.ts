import { standing } from './evidence-item.js';
import type { EvidenceItem, Finding } from './finding.js';

/** A photo of what was wrong beside the photo of the same thing put right, with the caption of both. */
export type PhotoPair = { beforeId: string; afterId: string; caption: string };

export type PhotosOfPair = { before: EvidenceItem; after: EvidenceItem; caption: string };

/** The photos of these pairs; a pair without both of its photos, or with one that was taken back, is none. */
export function photosOf(
  pairs: readonly PhotoPair[] = [],
  before: readonly EvidenceItem[],
  after: readonly EvidenceItem[],
): PhotosOfPair[] {
  const found = (items: readonly EvidenceItem[], wanted: string) =>
    standing(items).find(({ id }) => id === wanted);
  return pairs.flatMap(({ beforeId, afterId, caption }) => {
    const [one, other] = [found(before, beforeId), found(after, afterId)];
    return one === undefined || other === undefined ? [] : [{ before: one, after: other, caption }];
  });
}

/** The pairs of the report that counts of each finding, the one sent last; for whoever prints many findings. */
export const photoPairsOf = <F extends Pick<Finding, 'evidence' | 'remediations'>>(
  findings: readonly F[],
): (PhotosOfPair & { finding: F })[] =>
  findings.flatMap((finding) =>
    photosOf(finding.remediations.at(-1)?.pairs, finding.evidence, finding.evidence).map((pair) => ({
      finding,
      ...pair,
    })),
  );
