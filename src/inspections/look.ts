import type { Event, Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';

/** Who has looked at something that was sealed: one document for each case, and each look is an event of it. */
export type Looks = Journaled & { subjectId: string };

/** Looks of one person within so many minutes are one: a page is reloaded, a form is sent and comes back. */
const SAME_LOOK_MINUTES = 15;

export const looksId = (subjectId: string): string => `look-${subjectId}`;

/** Whether a look is told by an earlier one of the same person already. */
export const isSameLook = (history: readonly Event[], personId: string, at: Date): boolean =>
  history.some(
    ({ by, at: before }) =>
      by.personId === personId && at.getTime() - before.getTime() < SAME_LOOK_MINUTES * 60_000,
  );

export type Looker = { by: Author; count: number; first: Date; last: Date };

/** The looks of each person, in the order of the first. */
export function lookersIn(history: readonly Event[]): Looker[] {
  const lookers = new Map<string, Looker>();
  for (const { by, at } of history) {
    const known = lookers.get(by.personId);
    lookers.set(by.personId, {
      by,
      count: (known?.count ?? 0) + 1,
      first: known?.first ?? at,
      last: at,
    });
  }
  return [...lookers.values()];
}
