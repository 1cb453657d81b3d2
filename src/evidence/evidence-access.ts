import { findingSubject, type EvidenceItem, type Finding } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { allowed } from '../policies/policy.js';
import { isPicture } from './picture-types.js';

/** A file within the reader's reach, and the finding that it belongs to, if any. */
export type Found = { item: EvidenceItem; finding: Finding | undefined };

/**
 * The original of a picture tells where and with what it was taken, and what is masked on its copies. It is for those
 * who inspect, and for whoever sent it. Of other files there are no copies.
 */
export const mayHaveOriginal = (actor: Actor, { item }: Pick<Found, 'item'>): boolean =>
  !isPicture(item.type) ||
  ['inspector', 'supervisor'].includes(actor.post.role) ||
  item.by.personId === actor.personId;

export const mayMask = (actor: Actor, { item, finding }: Found): boolean =>
  item.withdrawn === undefined &&
  finding !== undefined &&
  isPicture(item.type) &&
  allowed(actor, 'evidence.mask', findingSubject(finding));

/** Who took a picture knows best when. */
export const mayDate = (actor: Actor, { item, finding }: Found): boolean =>
  finding !== undefined &&
  (item.by.personId === actor.personId || allowed(actor, 'evidence.mask', findingSubject(finding)));

/** A file that was taken back is kept for whoever may put it back. */
export const mayOpen = (actor: Actor, { item }: Pick<Found, 'item'>): boolean =>
  item.withdrawn === undefined || actor.post.role === 'supervisor' || item.by.personId === actor.personId;
