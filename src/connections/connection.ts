import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Bilingual } from '../shared/language.js';
import { sha256Of } from '../shared/sha256.js';

/** Whose reports a system reads: those of its unit alone, or those of the units below it as well. */
export const extents = ['unit', 'area'] as const;
export type Extent = (typeof extents)[number];

/** Another system that reads issued reports with a token of its own. */
export type Connection = Journaled & {
  /** What the system is called. */
  name: string;
  unit: { id: string; name: Bilingual };
  /** Undefined in those that were made before one could choose: the unit alone. */
  extent?: Extent;
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
