import { Disposed, Unshowable } from '../shared/errors.js';
import type { Translate } from '../shared/language.js';
import type { Answer } from '../web/visit.js';

/**
 * What stands where a picture should be: a plain sign with words, sent with the status that says why. Browsers draw a
 * picture whatever its status, so that no page has to ask first which of its files can be shown.
 */
const sign = (status: number, words: string): Answer => ({
  kind: 'file',
  status,
  headers: {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  },
  body: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240">' +
      '<rect width="320" height="240" fill="#f3f2f1"/>' +
      `<text x="160" y="126" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#383f43">${words}</text></svg>`,
  ),
});

/** The sign for a file of which there is no copy to look at: disposed of, or no picture that can be read. Throws any other error on. */
export function signFor(error: unknown, t: Translate): Answer {
  if (error instanceof Disposed) return sign(error.status, t('evidence:page.disposed'));
  if (error instanceof Unshowable) return sign(error.status, t('evidence:page.unshowable'));
  throw error;
}
