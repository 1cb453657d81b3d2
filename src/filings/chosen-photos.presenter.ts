import { findingNumber } from '../findings/finding.js';
import { presentPhotos } from '../findings/photo-pairs.presenter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { Filing } from './filing.js';
import type { OfferedPair } from './photo-choice.js';

/** Both photos of a pair, small, with its caption. */
export const thumbnails = ({ before, after, caption }: OfferedPair, { language, t }: Visit) =>
  presentPhotos([{ beforeId: before.id, afterId: after.id, caption }], [before], [after], language, t).pairs;

/** The finding of a pair and its unit. */
export const nameOf = ({ finding }: OfferedPair, { language }: Visit): string =>
  `${findingNumber(finding)} · ${inLanguage(finding.unit.name, language)}`;

/**
 * The chosen pairs on the page of a report: of an issued one only how many, for its paper is the record of them. Null
 * where none was chosen.
 */
export function presentChosen({ photos = [], issued }: Filing, chosen: readonly OfferedPair[], visit: Visit) {
  const { t, language } = visit;
  if (photos.length === 0) return null;
  const count = printNumber(photos.length, language);
  const gone = photos.length - chosen.length;
  return {
    text: t(issued === undefined ? 'filings:photos.chosen' : 'filings:photos.issued', { count }),
    gone:
      issued === undefined && gone > 0
        ? t('filings:photos.gone', { count: printNumber(gone, language) })
        : '',
    chosen: chosen.map((pair) => ({
      name: nameOf(pair, visit),
      href: `/findings/${pair.finding.id}`,
      pairs: thumbnails(pair, visit),
    })),
  };
}
