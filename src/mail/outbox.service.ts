import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, NotFound, Stale } from '../shared/errors.js';
import type { Key, Page } from '../shared/paging.js';
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
  function assertByHand(actor: Actor): void {
    assertAllowed(actor, 'jobs.manage');
    if (hasServer) throw new Forbidden('letters are sent by the mail server');
  }

  async function* opened() {
    for await (const letter of repository.open()) yield { letter, file: await fileOf(letter) };
  }

  return {
    hasServer,

    async list(actor: Actor, state: LetterState | undefined, key: Key | undefined) {
      assertAllowed(actor, 'jobs.manage');
      const [page, counts] = await Promise.all([repository.page(state, key), repository.counts()]);
      return { page, counts };
    },

    /** Reads it page by page, for the list as a file. */
    rows(actor: Actor, state: LetterState | undefined) {
      assertAllowed(actor, 'jobs.manage');
      return (key: Key | undefined): Promise<Page<Letter>> => repository.page(state, key);
    },

    /** Every letter that waits to be sent by other means, each with its file; one after another. */
    files(actor: Actor): AsyncGenerator<{ letter: Letter; file: Buffer }> {
      assertByHand(actor);
      return opened();
    },

    async file(actor: Actor, id: string): Promise<Buffer> {
      assertByHand(actor);
      const letter = await repository.find(id);
      if (letter === undefined) throw new NotFound(`letter ${id}`);
      return fileOf(letter);
    },

    async sentByHand(actor: Actor, id: string): Promise<void> {
      assertByHand(actor);
      if (!(await repository.sentByHand(id, clock.now()))) throw new Stale(`letter ${id}`);
    },
  };
}
