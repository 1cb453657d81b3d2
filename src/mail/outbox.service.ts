import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, NotFound, Stale } from '../shared/errors.js';
import type { Key } from '../shared/paging.js';
import type { Letter, LetterState } from './outbox.js';
import type { OutboxRepository } from './outbox.repository.js';

export type OutboxDeps = {
  clock: Clock;
  repository: OutboxRepository;
  hasServer: boolean;
  fileOf: (letter: Letter) => Promise<Buffer>;
};

/**
 * The outbox as the administrator sees it: to whom, when, and what became of it. What a letter says is not shown, for
 * an administrator sees no case; only where no mail server is set are letters handed over as files, to be sent by hand.
 */
export function outboxService({ clock, repository, hasServer, fileOf }: OutboxDeps) {
  return {
    hasServer,

    async list(actor: Actor, state: LetterState | undefined, key: Key | undefined) {
      assertAllowed(actor, 'jobs.manage');
      const [page, counts] = await Promise.all([repository.page(state, key), repository.counts()]);
      return { page, counts };
    },

    async file(actor: Actor, id: string): Promise<Buffer> {
      assertAllowed(actor, 'jobs.manage');
      if (hasServer) throw new Forbidden('letters are sent by the mail server');
      const letter = await repository.find(id);
      if (letter === undefined) throw new NotFound(`letter ${id}`);
      return fileOf(letter);
    },

    async sentByHand(actor: Actor, id: string): Promise<void> {
      assertAllowed(actor, 'jobs.manage');
      if (hasServer) throw new Forbidden('letters are sent by the mail server');
      if (!(await repository.sentByHand(id, clock.now()))) throw new Stale(`letter ${id}`);
    },
  };
}
