import type { InTransaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, NotFound, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Keep } from '../shared/kept.js';
import type { SavedFilterInput } from './saved-filter.form.js';
import type { SavedFilter } from './saved-filter.js';
import type { SavedFiltersRepository } from './saved-filters.repository.js';

export type SavedFiltersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: SavedFiltersRepository;
  kept: Keep;
};

/** Filters of lists under names, for oneself or one's unit. */
export function savedFiltersService({ clock, inTransaction, repository, kept }: SavedFiltersDeps) {
  return {
    /** All that the actor is shown, by name; kept between changes of the record, for every list asks. */
    list: (actor: Actor): Promise<SavedFilter[]> =>
      kept(`filters ${actor.personId} ${actor.post.unitId}`, () => repository.list(actor)),

    /** Saves one. The form carries its id, so that sending it twice saves one. */
    save: (actor: Actor, input: SavedFilterInput): Promise<SavedFilter> =>
      inTransaction(async (tx) => {
        const known = await repository.find(actor, input.id, tx);
        if (known !== undefined) return known;
        const free = isId(input.id) && (await repository.get(input.id, tx)) === undefined;
        const by = authorOf(actor);
        const facts = {
          ...input,
          id: free ? input.id : newId(),
          unitId: actor.post.unitId,
          by,
          removed: false,
        };
        return repository.create(facts, { at: clock.now(), by, action: 'filter_saved' }, tx);
      }),

    /** Takes one's own away, for everybody who was shown it. */
    remove: (actor: Actor, id: string, seen: number): Promise<SavedFilter> =>
      inTransaction(async (tx) => {
        const before = await repository.find(actor, id, tx);
        if (before === undefined) throw new NotFound(`filter ${id}`);
        if (before.by.personId !== actor.personId) throw new Forbidden('another’s filter');
        if (before.version !== seen) throw new Stale(`filter ${id}`);
        const act = { at: clock.now(), by: authorOf(actor), action: 'filter_removed' };
        return repository.change(before, { ...before, removed: true }, act, tx);
      }),
  };
}
