import type { Withdrawal } from '../findings/evidence-item.js';
import type { EvidenceItem } from '../findings/finding.js';
import { printMoment } from '../shared/dates.js';
import { type Language, printSize, type Translate } from '../shared/language.js';
import type { ByteRange } from './byte-range.js';
import type { Copy } from './picture-maker.js';
import {
  isPicture,
  isPlayed,
  isShown,
  KEPT_BY_BROWSERS,
  pictureTypes,
  thumbnailOf,
} from './picture-types.js';

/** Downloads keep their name and never run in the page: no sniffing, sandboxed. */
const safe = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};
/** Nothing of a case stays in the browser of a shared computer. */
const notKept = { 'Cache-Control': 'private, no-store' };
/**
 * Pictures come again and again on the pages of a case: kept for the session whose cookie asked, and no other, and not
 * for long, because a mask may be drawn over them; pages made after that lead to another address (frame.redrawn).
 */
const keptForSession = { 'Cache-Control': `private, max-age=${KEPT_BY_BROWSERS}`, Vary: 'Cookie' };

// RFC 6266: a plain name for old readers, the real one in UTF-8.
const disposition = (name: string): string =>
  `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/** A file to take along: the original, or a copy of it under the same name. */
export const attachmentHeaders = (item: EvidenceItem, copy?: Copy): Record<string, string> => ({
  ...safe,
  ...notKept,
  'Content-Type': copy?.type ?? item.type,
  'Content-Length': String(copy?.data.length ?? item.size),
  'Content-Disposition': disposition(copy === undefined ? item.name : item.name.replace(/\.[^.]*$/, '.jpg')),
  ...(copy === undefined ? { ETag: `"${item.sha256}"` } : {}),
});

/** A copy to look at in a page. */
export const copyHeaders = ({ type, data }: Copy): Record<string, string> => ({
  ...safe,
  ...keptForSession,
  'Content-Type': type,
  'Content-Length': String(data.length),
  'Content-Disposition': 'inline',
});

/** Sound or a moving picture for a player in the page, whole or a part of it. */
export function playedHeaders(
  item: EvidenceItem,
  range: ByteRange | 'none' | undefined,
): Record<string, string> {
  const all = { ...safe, ...notKept, 'Accept-Ranges': 'bytes', 'Content-Disposition': 'inline' };
  if (range === 'none')
    return {
      ...all,
      'Content-Type': item.type,
      'Content-Range': `bytes */${item.size}`,
      'Content-Length': '0',
    };
  const part = range ?? { start: 0, end: item.size - 1 };
  return {
    ...all,
    'Content-Type': item.type,
    'Content-Length': String(part.end - part.start + 1),
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${part.start}-${part.end}/${item.size}` }),
  };
}

const hasPage = ({ type }: EvidenceItem): boolean => pictureTypes.includes(type) || isPlayed(type);

/** Why there is no picture of something that people expect to see one of. */
export function unreadableWords({ type }: EvidenceItem, mine: boolean, t: Translate) {
  if (isPicture(type)) return t(`evidence:page.unreadable${mine ? 'Own' : ''}`);
  return isShown(type) ? t('evidence:page.unreadablePaper') : null;
}

const presentItem = (item: EvidenceItem, language: Language, t: Translate) => ({
  // What a page can show is opened there; anything else is taken along at once.
  href: hasPage(item) ? `/evidence/${item.id}/about` : `/evidence/${item.id}`,
  about: `/evidence/${item.id}/about`,
  record: `/evidence/${item.id}/custody`,
  isOpenedThere: hasPage(item),
  thumbnail: isShown(item.type) ? thumbnailOf(item.id) : null,
  isPaper: !isPicture(item.type),
  name: item.name,
  caption: item.caption === '' ? item.name : item.caption,
  kind: t(`evidence:purpose.${item.purpose}`),
  by: item.by.name,
  receivedAt: printMoment(item.receivedAt, language),
  size: printSize(item.size, language),
  hash: item.sha256.slice(0, 12),
});

/** Of a file that was taken back only why, by whom and when; its record tells the rest. */
const presentWithdrawn = (
  item: EvidenceItem,
  { by, at, reason }: Withdrawal,
  language: Language,
  t: Translate,
) => ({
  ...presentItem(item, language, t),
  href: `/evidence/${item.id}/custody`,
  isOpenedThere: false,
  thumbnail: null,
  caption: t('withdrawals:taken', { name: item.name }),
  kind: t('withdrawals:because', { reason }),
  by: by.name,
  receivedAt: printMoment(at, language),
});

/** What views/components/gallery.hbs prints. */
export const presentEvidence = (items: EvidenceItem[], language: Language, t: Translate) =>
  items.map((item) =>
    item.withdrawn === undefined
      ? presentItem(item, language, t)
      : presentWithdrawn(item, item.withdrawn, language, t),
  );
