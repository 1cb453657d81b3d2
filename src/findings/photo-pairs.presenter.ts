import { presentEvidence } from '../evidence/evidence.presenter.js';
import type { Language, Translate } from '../shared/language.js';
import type { EvidenceItem } from './finding.js';
import { photosOf, type PhotoPair } from './photo-pair.js';

/** The photos of a report: the pairs side by side, and the other files, before and after, by themselves. */
export function presentPhotos(
  pairs: readonly PhotoPair[] | undefined,
  before: readonly EvidenceItem[],
  after: readonly EvidenceItem[],
  language: Language,
  t: Translate,
) {
  const photos = photosOf(pairs, before, after);
  const [paired, matched] = [
    new Set(photos.map((pair) => pair.before.id)),
    new Set(photos.map((pair) => pair.after.id)),
  ];
  const gallery = (items: readonly EvidenceItem[]) => ({ items: presentEvidence([...items], language, t) });
  return {
    pairs: photos.map((pair) => ({
      before: gallery([pair.before]).items[0],
      after: gallery([pair.after]).items[0],
      caption: pair.caption,
    })),
    before: gallery(before.filter(({ id }) => !paired.has(id))),
    after: gallery(after.filter(({ id }) => !matched.has(id))),
  };
}
