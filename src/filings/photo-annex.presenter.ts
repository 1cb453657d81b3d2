import { findingNumber } from '../findings/finding.js';
import type { Tongue } from '../paper/letterhead.js';
import type { Photos } from '../paper/paper.js';
import { dayOf, printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { PrintedPair } from './filing-photos.service.js';

/** Of the hash of an original as many digits as pages print: enough to find the file by. */
const digitsOf = ({ sha256 }: { sha256: string }): string => sha256.slice(0, 12);

/** The annex of photos: each pair side by side, told in words for those who do not see it. */
export const presentPhotoAnnex = (pairs: readonly PrintedPair[], { language, t }: Tongue): Photos[] =>
  pairs.map(({ finding, before, after, caption, photos }) => {
    const words = t('filings:photos.printed', {
      number: findingNumber(finding),
      unit: inLanguage(finding.unit.name, language),
      caption: caption === '' ? '' : `: ${caption}`,
      before: printDay(dayOf(before.receivedAt), language),
      after: printDay(dayOf(after.receivedAt), language),
      hashBefore: digitsOf(before),
      hashAfter: digitsOf(after),
    });
    return { kind: 'photos', caption: words, alt: words, photos };
  });
