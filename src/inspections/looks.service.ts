import type { InTransaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { isSameLook, lookersIn, looksId, type Looker } from './look.js';
import type { LooksRepository } from './looks.repository.js';

export type LooksDeps = { clock: Clock; inTransaction: InTransaction; repository: LooksRepository };

/** Keeps who has looked at what is sealed, and when. A look that cannot be kept is not given. */
export function looksService({ clock, inTransaction, repository }: LooksDeps) {
  return {
    /** Keeps that somebody has a sealed thing before his eyes; to be called before it is shown to him. */
    async note(actor: Actor, subjectId: string): Promise<void> {
      const now = clock.now();
      const known = await repository.of(subjectId);
      if (known !== undefined && isSameLook(known.history, actor.personId, now)) return;
      await inTransaction(async (tx) => {
        const before = await repository.of(subjectId, tx);
        const act = { at: now, by: authorOf(actor), action: 'looked' };
        if (before === undefined) await repository.create({ id: looksId(subjectId), subjectId }, act, tx);
        else if (!isSameLook(before.history, actor.personId, now))
          await repository.change(before, before, act, tx);
      });
    },

    /** Everybody who has looked before it was opened. */
    of: async (subjectId: string): Promise<Looker[]> =>
      lookersIn((await repository.of(subjectId))?.history ?? []),
  };
}
export type LooksService = ReturnType<typeof looksService>;
