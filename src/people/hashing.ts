import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { newId } from '../shared/ids.js';
import { normalPassword } from './password.js';

/** Argon2id with 19 MiB, 2 passes, 1 lane: the OWASP minimum and this library's default. Runs off the main thread. */
export const hashPassword = (password: string): Promise<string> => hash(normalPassword(password));

export const isPassword = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, normalPassword(password));

let nobody: Promise<string> | undefined;

/** Takes as long as a real check, so that the time of an answer does not tell whether the account exists. */
export async function pretendToCheck(password: string): Promise<void> {
  nobody ??= hashPassword(newId());
  await isPassword(password, await nobody);
}

/** A mark in the session that no longer fits once the password is another. It tells nothing about the password. */
export const markOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 24);

/** A password to tell somebody once: 16 characters, 80 bits, without signs that look alike. */
export const oneTimePassword = (): string =>
  newId()
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1-');
