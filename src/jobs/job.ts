import { addDays, dayOf, momentAt } from '../shared/dates.js';

/** What a run did, by kind: `{ reminders: 12 }`. The page of jobs says it in words, `jobs:count.<kind>`. */
export type Counts = Record<string, number>;

/** When work comes round: every so many minutes, or once a day when clocks in Hanoi show this time. */
export type Rhythm = { everyMinutes: number } | { dailyAt: string };

/** Work by the clock. It must be safe to repeat: a copy that dies in the middle leaves it to another. */
export type Job = { name: string; run: () => Promise<Counts> } & Rhythm;

export type Run = { startedAt: Date; took: number; counts: Counts; failure: string; askedBy: string };
/** What is known of a job. `dueAt` is when it runs next; undefined before the product has looked at it. */
export type JobState = { name: string; dueAt?: Date; heldUntil?: Date; runs: Run[] };

export const MINUTE = 60_000;
export const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * MINUTE);

/** When a job that has just run is due again. A day that was slept through is made up for once, not twice. */
export function nextRun(rhythm: Rhythm, now: Date): Date {
  if ('everyMinutes' in rhythm) return later(now, rhythm.everyMinutes);
  const today = momentAt(dayOf(now), rhythm.dailyAt);
  return today > now ? today : momentAt(addDays(dayOf(now), 1), rhythm.dailyAt);
}
