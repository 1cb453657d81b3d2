import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { later, MINUTE, nextRun, type Job, type JobState } from './job.js';
import type { JobsRepository } from './jobs.repository.js';

/** How long a job may be silent before another copy of the product takes it over. */
const LEASE_MINUTES = 10;
/** How often whoever works says that he still does; real time, for it is a process that may have died. */
const SIGN_OF_LIFE = 2 * MINUTE;

/** What runs by the clock: one copy of the product does a job; another takes over when that falls silent. */
export function jobsService(deps: { clock: Clock; repository: JobsRepository; jobs: readonly Job[] }) {
  const { clock, repository, jobs } = deps;

  async function runOne(job: Job): Promise<boolean> {
    const { name, run } = job;
    const [startedAt, holder] = [clock.now(), newId()];
    await repository.enlist(name, startedAt);
    const askedBy = await repository.take(name, holder, startedAt, later(startedAt, LEASE_MINUTES));
    if (askedBy === undefined) return false;
    const alive = setInterval(() => {
      repository.keep(name, holder, later(clock.now(), LEASE_MINUTES)).catch(() => undefined);
    }, SIGN_OF_LIFE);
    alive.unref();
    const begun = performance.now();
    const outcome = await run()
      .then((counts) => ({ counts, failure: '' }))
      .catch((error: unknown) => ({ counts: {}, failure: String(error) }))
      .finally(() => clearInterval(alive));
    const took = Math.round(performance.now() - begun);
    const now = clock.now();
    await repository.finish(name, holder, now, nextRun(job, now), { startedAt, took, askedBy, ...outcome });
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

    /** Every job with its rhythm and its last runs, for the administrator. */
    async list(actor: Actor): Promise<(Job & JobState)[]> {
      assertAllowed(actor, 'jobs.manage');
      const known = new Map((await repository.all()).map((state) => [state.name, state]));
      return jobs.map((job) => ({ ...job, ...(known.get(job.name) ?? { name: job.name, runs: [] }) }));
    },

    /** Runs a job now, unless another copy of the product is at it. Asked twice at once it runs once. */
    async runNow(actor: Actor, name: string): Promise<'ran' | 'busy'> {
      assertAllowed(actor, 'jobs.manage');
      const job = jobs.find((one) => one.name === name);
      if (job === undefined) throw new NotFound(`job ${name}`);
      await repository.enlist(name, clock.now());
      await repository.ask(name, clock.now(), actor.name);
      return (await runOne(job)) ? 'ran' : 'busy';
    },

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
