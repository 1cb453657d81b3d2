import type { Actor } from '../policies/actor.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { isOf, slotOf, type Errand, type ErrandFile, type NewErrand } from './errand.js';
import { errandRunner, type RunnerDeps } from './errand-runner.js';

export type ErrandsDeps = RunnerDeps & {
  /** For how many days what has ended is kept. */
  keptDays: () => Promise<number>;
  readFile: (id: string) => Promise<Buffer>;
  discardFile: (id: string) => Promise<void>;
};

const DAY = 24 * 3600 * 1000;
/** How often each copy of the product looks for errands that another has left. Milliseconds. */
const LOOK = 15_000;

/** Work in the background that somebody has asked for. What one has asked for is nobody else's. */
export function errandsService(deps: ErrandsDeps) {
  const { clock, repository } = deps;
  const runner = errandRunner(deps);

  async function load(actor: Actor, id: string): Promise<Errand> {
    const errand = await repository.find(id);
    if (errand === undefined || !isOf(actor, errand)) throw new NotFound(`errand ${id}`);
    return errand;
  }

  return {
    load,

    /** Asks for work; answers the errand that does the same already, when there is one. Whether the actor may is for the caller to say. */
    async ask(actor: Actor, wanted: NewErrand): Promise<Errand> {
      const now = clock.now();
      const errand = await repository.ask({
        id: newId(),
        ...wanted,
        by: actor,
        state: 'waiting',
        progress: { done: 0, of: 1, step: 'waiting' },
        askedAt: now,
        heldUntil: now,
        attempts: 0,
      });
      runner.wake();
      return errand;
    },

    /** The errands of these kinds on one thing that are not over, whoever asked. */
    async openOn(subject: string, kinds: readonly Errand['kind'][]): Promise<Errand[]> {
      const found = await Promise.all(kinds.map((kind) => repository.open(slotOf({ kind, subject }))));
      return found.filter((one) => one !== undefined);
    },

    /** Ends an errand that is not over: at its next step nothing of it remains. */
    async cancel(actor: Actor, id: string): Promise<'cancelled' | 'over'> {
      await load(actor, id);
      return (await repository.cancel(id, clock.now())) ? 'cancelled' : 'over';
    },

    /** The file that was made. */
    async file(actor: Actor, id: string): Promise<{ bytes: Buffer; file: ErrandFile }> {
      const { file } = await load(actor, id);
      if (file === undefined) throw new NotFound(`file of errand ${id}`);
      return { bytes: await deps.readFile(file.id), file };
    },

    /** Takes away what ended long ago, with the files that were made. */
    async clear(): Promise<{ errands: number }> {
      const before = new Date(clock.now().getTime() - (await deps.keptDays()) * DAY);
      const old = await repository.endedBefore(before);
      for (const { id, file } of old) {
        if (file !== undefined) await deps.discardFile(file.id);
        await repository.remove(id);
      }
      return { errands: old.length };
    },

    /** Takes up what was left when the product stopped, and looks now and then for what another copy has left. */
    start(): () => Promise<void> {
      runner.wake();
      const timer = setInterval(runner.wake, LOOK);
      timer.unref();
      return async () => clearInterval(timer);
    },

    rest: runner.rest,
  };
}
export type ErrandsService = ReturnType<typeof errandsService>;
