import { dayOf } from '../shared/dates.js';
import { issuerOf, placeAndDate, type Office, type Tongue } from './letterhead.js';
import type { Paper } from './paper.js';

type Said = Pick<Paper, 'title' | 'mark' | 'type' | 'about' | 'blocks'>;
export type Making = { authority: Parameters<typeof issuerOf>[0]; office: Office; now: Date };

/** A paper of what is on record, for a file or a wall: in the head of an authority, without number, addressee or signature. */
export function extractPaper(said: Said, { authority, office, now }: Making, tongue: Tongue): Paper {
  const { t, language } = tongue;
  const today = dayOf(now);
  const { superior, issuer, place } = issuerOf(authority, office, tongue, today);
  return {
    ...said,
    language,
    author: [...superior, ...issuer].join(' - '),
    madeAt: now,
    head: {
      superior,
      issuer,
      country: t('paper:country'),
      motto: t('paper:motto'),
      number: '',
      placeAndDate: placeAndDate(place, today, tongue),
    },
    addressed: null,
    closing: { recipientsLabel: '', recipients: [], authority: [], name: '' },
    annexes: [],
  };
}
