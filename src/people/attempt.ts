/**
 * Wrong passwords for one user name. Kept by name and not with the person, so that a name which nobody has locks in
 * the same way and says nothing about who has an account.
 */
export type Attempts = { failures: number; until: Date };

export const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;

export const lockUntil = (now: Date): Date => new Date(now.getTime() + LOCK_MINUTES * 60_000);

/** Whole minutes until the name may be tried again. */
export const minutesLeft = (until: Date, now: Date): number =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
