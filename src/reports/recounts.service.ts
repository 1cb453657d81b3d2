import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { addDays, dayOf } from '../shared/dates.js';
import type { RecountsRepository } from './recounts.repository.js';

/** A kept count that its cases did not come to: which one, as "finding 2026-03-05". It was thrown away. */
export type CountFault = { day: string; foundAt: Date };
/** The last time that kept counts were compared with the cases; `behind`: the last of them, behind which the next begins. */
export type Recount = { at: Date; days: number; behind: string; faults: CountFault[] };

export type RecountsDeps = {
  clock: Clock;
  repository: RecountsRepository;
  keptDays: (behind: string, most: number) => Promise<string[]>;
  holdsStill: (id: string) => Promise<boolean>;
};

/** So many kept counts are compared in a night: a year of both kinds within a fortnight. */
const A_NIGHT = 60;
/** A fault mends itself, so it stands where the administrator sees it for some time. */
const SHOWN_DAYS = 30;

/** Compares what reports add up with the cases themselves, some days each night. */
export function recountsService({ clock, repository, keptDays, holdsStill }: RecountsDeps) {
  async function compare(days: readonly string[], behind: string): Promise<Recount> {
    const faults: CountFault[] = [];
    for (const day of days) if (!(await holdsStill(day))) faults.push({ day, foundAt: clock.now() });
    const at = clock.now();
    const since = addDays(dayOf(at), -SHOWN_DAYS);
    const before = ((await repository.last())?.faults ?? []).filter(({ foundAt }) => dayOf(foundAt) >= since);
    const recount = { at, days: days.length, behind, faults: [...faults, ...before] };
    await repository.save(recount);
    return { ...recount, faults };
  }

  return {
    /** The next of the kept counts; behind the last of them it begins anew. Gives back the faults of this night alone. */
    async night(): Promise<Recount> {
      const behind = (await repository.last())?.behind ?? '';
      const days = await keptDays(behind, A_NIGHT);
      return compare(days, days.length < A_NIGHT ? '' : (days.at(-1) ?? ''));
    },

    /** Every kept count at once. */
    async all(): Promise<Recount> {
      return compare(await keptDays('', Number.MAX_SAFE_INTEGER), '');
    },

    /** What was found lately, for whoever keeps the machine; undefined before the first time. */
    async last(actor: Actor): Promise<Recount | undefined> {
      assertAllowed(actor, 'settings.manage');
      return repository.last();
    },
  };
}
export type RecountsService = ReturnType<typeof recountsService>;
