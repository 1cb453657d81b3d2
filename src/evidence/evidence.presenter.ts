import type { EvidenceItem } from '../findings/finding.js';
import { printMoment } from '../shared/dates.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import { pictureTypes } from './picture-types.js';

/** Downloads keep their name and never run in the page: no sniffing, sandboxed. */
const safe = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};
/** Nothing of a case stays in the browser of a shared computer. */
const notKept = { 'Cache-Control': 'private, no-store' };
/** Small pictures come again and again on the pages of a case: kept for the session whose cookie asked, and no other. */
const keptForSession = { 'Cache-Control': 'private, max-age=3600', Vary: 'Cookie' };

export const attachmentHeaders = (item: EvidenceItem): Record<string, string> => ({
  ...safe,
  ...notKept,
  'Content-Type': item.type,
  'Content-Length': String(item.size),
  // RFC 6266: a plain name for old readers, the real one in UTF-8.
  'Content-Disposition': `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(item.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  ETag: `"${item.sha256}"`,
});

export const thumbnailHeaders = {
  ...safe,
  ...keptForSession,
  'Content-Type': 'image/webp',
  'Content-Disposition': 'inline',
};

/** 1,2 MB · 340 KB */
export const printSize = (bytes: number, language: Language): string =>
  bytes >= 1_000_000
    ? `${printNumber(bytes / 1_000_000, language, 1)} MB`
    : `${printNumber(Math.max(1, Math.round(bytes / 1000)), language)} KB`;

/** What views/components/gallery.hbs prints. */
export const presentEvidence = (items: EvidenceItem[], language: Language, t: Translate) =>
  items.map((item) => ({
    href: `/evidence/${item.id}`,
    thumbnail: pictureTypes.includes(item.type) ? `/evidence/${item.id}/thumbnail` : null,
    name: item.name,
    caption: item.caption === '' ? item.name : item.caption,
    kind: t(`evidence:purpose.${item.purpose}`),
    by: item.by.name,
    receivedAt: printMoment(item.receivedAt, language),
    size: printSize(item.size, language),
    hash: item.sha256.slice(0, 12),
  }));
