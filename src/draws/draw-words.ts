import { printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { TagView } from '../web/parts.js';
import { isSealed, type Draw, type DrawRow } from './draw.js';

export type Reader = { t: Translate; language: Language };

type Named = { number?: string | undefined };

/** The number, or that there is none yet. */
export const numberOf = ({ number }: Named, t: Translate): string => number ?? t('draws:noNumber');

export const presentDrawState = (draw: Pick<Draw, 'disclosedOn'>, t: Translate): TagView =>
  isSealed(draw)
    ? { text: t('draws:sealedTag'), tone: 'sealed' }
    : { text: t('draws:disclosedTag'), tone: 'good' };

/** Another draw of the same candidates, as a link. */
export const presentRelative = (draw: DrawRow, { t, language }: Reader) => ({
  href: `/draws/${draw.id}`,
  number: numberOf(draw, t),
  at: printMoment(draw.at, language),
  by: draw.drawer.name,
  drawn: t('draws:ofCandidates', { count: draw.drawn.length, of: draw.list.candidates.length }),
});
