import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Bilingual } from '../shared/language.js';
import { sha256Of } from '../shared/sha256.js';

/** Another system that reads the issued reports of one unit with a token of its own. */
export type Connection = Journaled & {
  /** What the system is called. */
  name: string;
  unit: { id: string; name: Bilingual };
  /** SHA-256 of the token, which nobody keeps. */
  tokenHash: string;
  madeBy: Author;
  madeAt: Date;
  revoked?: boolean;
};

/** It is random throughout, so that a plain hash tells nothing of it. */
export const hashOfToken = (token: string): string => sha256Of(`connection ${token}`);

/** The token of `Authorization: Bearer …` (RFC 6750); undefined for anything else. */
export const tokenIn = (header: string): string | undefined =>
  /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(header)?.[1];
