import type { InTransaction } from '../database/connect.js';
import type { NewNotice } from '../notices/notice.js';
import type { Actor } from '../policies/actor.js';
import type { Transaction } from '../database/connect.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, Invalid, NotFound, Stale } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { Interrupted, type Errand, type ErrandFailure, type Hand, type Works } from './errand.js';
import type { ErrandsRepository } from './errands.repository.js';

export type RunnerDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: ErrandsRepository;
  works: Works;
  /** Whether whoever asked still holds the post in which he did. */
  isInPost: (actor: Actor) => Promise<boolean>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

/** How long an errand belongs to a copy of the product that is silent, and how often that says it is there. */
const LEASE = 60_000;
const SIGN_OF_LIFE = 15_000;
/** An errand whose process dies each time is given up. */
const ATTEMPTS = 3;

/** What is told to whoever asked; what is no rule of the work is a fault of ours. */
function failureOf(error: unknown): ErrandFailure {
  const [first] = error instanceof Invalid ? error.errors : [];
  if (first !== undefined) return { message: first.message, values: first.values ?? {} };
  const word =
    error instanceof Stale
      ? 'stale'
      : error instanceof NotFound || error instanceof Forbidden
        ? 'gone'
        : 'fault';
  const fault = word === 'fault' ? { fault: String(error) } : {};
  return { message: `errands:failure.${word}`, values: {}, ...fault };
}

const noticeOf = (errand: Errand, outcome: 'done' | 'failed', at: Date): NewNotice => ({
  to: `person:${errand.by.personId}`,
  key: `errands:notice.${errand.kind}.${outcome}`,
  values: errand.values,
  href: `/errands/${errand.id}`,
  at,
});

/** Takes errands one after the other and does them, in this process. */
export function errandRunner(deps: RunnerDeps) {
  const { clock, inTransaction, repository, works } = deps;
  let resting = false;
  let round: Promise<unknown> = Promise.resolve();
  const until = () => new Date(clock.now().getTime() + LEASE);

  function handOf(errand: Errand, holder: string): Hand {
    const { id } = errand;
    return {
      async tell(step, done, of) {
        const held = !resting && (await repository.keep(id, holder, until(), { step, done, of }));
        if (!held) throw new Interrupted(`errand ${id}`);
      },
      async end(tx, file) {
        const endedAt = clock.now();
        const held = await repository.end(id, holder, { endedAt, file }, tx);
        if (!held) throw new Interrupted(`errand ${id}`);
        await deps.post([noticeOf(errand, 'done', endedAt)], tx);
      },
    };
  }

  async function fail(errand: Errand, holder: string, error: unknown): Promise<void> {
    await inTransaction(async (tx) => {
      const endedAt = clock.now();
      const outcome = { endedAt, failure: failureOf(error) };
      if (await repository.end(errand.id, holder, outcome, tx))
        await deps.post([noticeOf(errand, 'failed', endedAt)], tx);
    });
  }

  async function run(errand: Errand, holder: string): Promise<void> {
    const alive = setInterval(() => {
      repository.keep(errand.id, holder, until()).catch(() => undefined);
    }, SIGN_OF_LIFE);
    alive.unref();
    try {
      if (errand.attempts > ATTEMPTS) throw new Error('its process died each time');
      if (!(await deps.isInPost(errand.by))) throw new Forbidden(`the post of errand ${errand.id}`);
      await works[errand.kind](errand, handOf(errand, holder));
    } catch (error) {
      // Cancelled, taken over, or the product stops: then whoever comes next begins anew.
      if (error instanceof Interrupted) await repository.release(errand.id, holder, clock.now());
      else await fail(errand, holder, error);
    } finally {
      clearInterval(alive);
    }
  }

  async function runWaiting(): Promise<void> {
    while (!resting) {
      const holder = newId();
      const errand = await repository.take(holder, clock.now(), until());
      if (errand === undefined) return;
      await run(errand, holder);
    }
  }

  return {
    /** Does whatever waits, in its turn; nobody has to wait for it. */
    wake(): void {
      round = round.then(runWaiting).catch(() => undefined);
    },

    /** Waits until what was waiting when it was woken is done. */
    settled: (): Promise<unknown> => round,

    /** Takes no more errands and lets go of the one in hand at its next step. */
    async rest(): Promise<void> {
      resting = true;
      await round;
    },
  };
}
