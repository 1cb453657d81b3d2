import type { Clock } from '../shared/clock.js';
import type { JobsRepository } from './jobs.repository.js';

/** Work by the clock. It must be safe to repeat: a copy that dies in the middle leaves it to another. */
export type Job = { name: string; everyMinutes: number; run: () => Promise<unknown> };

/** How long a job may take before another copy of the product takes it over. */
const LEASE_MINUTES = 10;
const MINUTE = 60_000;

const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * MINUTE);

export function jobsService(deps: { clock: Clock; repository: JobsRepository; jobs: readonly Job[] }) {
  const { clock, repository, jobs } = deps;

  async function runOne({ name, everyMinutes, run }: Job): Promise<boolean> {
    const now = clock.now();
    await repository.enlist(name, now);
    if (!(await repository.take(name, now, later(now, LEASE_MINUTES)))) return false;
    const failure = await run().then(
      () => '',
      (error: unknown) => String(error),
    );
    await repository.finish(name, clock.now(), later(clock.now(), everyMinutes), failure);
    return true;
  }

  /** Runs whatever is due, and answers the names of what was run. What was missed while nothing ran is due at once. */
  async function runDue(): Promise<string[]> {
    const ran: string[] = [];
    for (const job of jobs) if (await runOne(job)) ran.push(job.name);
    return ran;
  }

  return {
    runDue,

    /** Looks every minute until the returned function is called; it waits for a round that is under way. */
    start(): () => Promise<void> {
      let round: Promise<unknown> = Promise.resolve();
      const look = () => {
        round = round.then(runDue).catch(() => undefined);
      };
      const timer = setInterval(look, MINUTE);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await round;
      };
    },
  };
}
export type JobsService = ReturnType<typeof jobsService>;
