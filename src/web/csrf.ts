import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { csrfSync } from 'csrf-sync';

const SIZE = 32;

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));

/**
 * A token is printed under a new random mask each time: pages are compressed, and the length of a compressed page
 * would otherwise let an onlooker guess the token piece by piece (BREACH, CVE-2013-3587).
 */
function mask(token: string): string {
  const cover = randomBytes(SIZE);
  return Buffer.concat([cover, xor(Buffer.from(token, 'hex'), cover)]).toString('base64url');
}

function unmask(text: unknown): string | undefined {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 2 * SIZE) return undefined;
  return xor(bytes.subarray(SIZE), bytes.subarray(0, SIZE)).toString('hex');
}

const { csrfSynchronisedProtection, generateToken, invalidCsrfTokenError, isRequestValid } = csrfSync({
  size: SIZE,
  getTokenFromRequest: (req) =>
    unmask((req.body as { _csrf?: unknown } | undefined)?._csrf ?? req.headers['x-csrf-token']),
});

/** The token to print in a form of this session. */
export const csrfTokenFor = (req: Request): string => mask(generateToken(req));

/** For forms with files: the token is the form's first field, so it can be checked before a byte is stored. */
export const hasValidToken = (req: Request): boolean => isRequestValid(req);

/** Refuses every request that is not a GET and does not carry the session's token. */
export const csrfProtection: RequestHandler = csrfSynchronisedProtection;

/** What is thrown for a form without the session's token. */
export const csrfError: Error = invalidCsrfTokenError;

export const isCsrfError = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'EBADCSRFTOKEN';
