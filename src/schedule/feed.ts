import type { Journaled } from '../history/event.js';
import type { Post } from '../policies/actor.js';
import { reachOf, type ReaderKey } from '../policies/visibility.js';
import type { Show, View } from './schedule-filter.js';
import { sha256Of } from '../shared/sha256.js';

/** A person's calendar at a secret address. One to a person: made anew, the old address is dead. */
export type Feed = Journaled & {
  personId: string;
  view: View;
  show: Show;
  /** SHA-256 of the secret, which nobody keeps. Absent once the feed is revoked. */
  secretHash?: string;
};

export const feedId = (personId: string): string => `feed-${personId}`;

/** What is kept of a secret. It is random throughout, so that a plain hash tells nothing of it. */
export const hashOfSecret = (secret: string): string => sha256Of(secret);

type Holder = { id: string; name: string; posts: readonly Post[] };

/** Whose cases a feed tells: those that name the person, or all that the person's posts see as they are today. */
export function feedKeys({ id, name, posts }: Holder, view: View): ReaderKey[] {
  const own: ReaderKey = `person:${id}`;
  if (view === 'mine') return [own];
  return [...new Set([...posts.map((post) => reachOf({ personId: id, name, post })), own])];
}
