import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A random identity of 20 characters (100 bits). Random, not counted: an address or an id must not tell when or in
 * what order a sealed inspection was made.
 */
export const newId = (): string => Array.from(randomBytes(20), (byte) => ALPHABET[byte & 31]).join('');

export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{20}$/.test(text);

/** What opens a door by being known: 256 random bits for an address or a header. Only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
