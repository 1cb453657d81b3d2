import type { Answer } from '../web/visit.js';

/**
 * What stands where a picture was that has been disposed of: a plain sign with words, sent as what it is (410). Browsers
 * draw a picture whatever its status, so that no page has to ask first which of its files are gone.
 */
export const disposedSign = (words: string): Answer => ({
  kind: 'file',
  status: 410,
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
