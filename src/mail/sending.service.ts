import type { PeopleRepository } from '../people/people.repository.js';
import type { Clock } from '../shared/clock.js';
import {
  afterTry,
  daysBefore,
  KEPT_DAYS,
  PATIENCE_DAYS,
  SENDING_MINUTES,
  type Letter,
  type Outcome,
} from './outbox.js';
import type { OutboxRepository } from './outbox.repository.js';

export type SendingDeps = {
  clock: Clock;
  repository: OutboxRepository;
  people: Pick<PeopleRepository, 'refuseMail'>;
  /** Undefined without a mail server: letters stay in the outbox. */
  send: ((letter: Letter) => Promise<Outcome>) | undefined;
};

/** Letters that are on their way at one time. */
const AT_A_TIME = 4;

/** Brings letters to the mail server: each is taken by one sender, and never a second time once the server had it. */
export function sendingService({ clock, repository, people, send }: SendingDeps) {
  async function sendOne(letter: Letter, by: NonNullable<typeof send>): Promise<Outcome['kind']> {
    const outcome = await by(letter);
    const now = clock.now();
    await repository.settle(letter.id, afterTry(letter, outcome, now));
    if (outcome.kind === 'refused' && outcome.address)
      await people.refuseMail(letter.personId, letter.address, now, outcome.reason.slice(0, 200));
    return outcome.kind;
  }

  async function sendNext(by: NonNullable<typeof send>, counts: Map<string, number>): Promise<void> {
    for (;;) {
      const now = clock.now();
      const letter = await repository.take(now, new Date(now.getTime() + SENDING_MINUTES * 60_000));
      if (letter === undefined) return;
      const kind = await sendOne(letter, by);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }

  return {
    hasServer: send !== undefined,

    /** Sends whatever is due. */
    async sendDue(): Promise<Record<string, number>> {
      const now = clock.now();
      await repository.forget(daysBefore(now, KEPT_DAYS));
      if (send === undefined) return {};
      await repository.giveUp(daysBefore(now, PATIENCE_DAYS));
      const lost = await repository.loseHeld(now, 'the sender stopped in the middle');
      const counts = new Map<string, number>([['unknown', lost]]);
      await Promise.all(Array.from({ length: AT_A_TIME }, () => sendNext(send, counts)));
      return Object.fromEntries(counts);
    },
  };
}
export type Sending = ReturnType<typeof sendingService>;
