import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Bilingual } from '../shared/language.js';
import { sha256Of } from '../shared/sha256.js';

/** An account that is waiting for its person: an officer's post in a unit, opened once by a secret address. */
export type Invitation = Journaled & {
  /** SHA-256 of the secret, which nobody keeps. */
  secretHash: string;
  name: string;
  unit: { id: string; name: Bilingual };
  title: Bilingual;
  invitedBy: Author;
  invitedAt: Date;
  expiresAt: Date;
  /** The account that was made with it. */
  personId?: string;
  revoked?: boolean;
};

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked';

/** Where an invitation stands; one that was used stays used after its last day. */
export function stateOf(
  { personId, revoked, expiresAt }: Pick<Invitation, 'personId' | 'revoked' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (personId !== undefined) return 'used';
  if (revoked === true) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

/** It is random throughout, so that a plain hash tells nothing of it. */
export const hashOfInvitation = (secret: string): string => sha256Of(`invitation ${secret}`);
