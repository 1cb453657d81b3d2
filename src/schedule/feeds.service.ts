import type { InTransaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import type { Person } from '../people/person.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale } from '../shared/errors.js';
import { feedId, hashOfSecret, type Feed } from './feed.js';
import type { FeedInput } from './feed.form.js';
import type { FeedsRepository } from './feeds.repository.js';
import { newSecret } from '../shared/ids.js';

export type FeedsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: FeedsRepository;
  findPerson: (id: string) => Promise<Person | undefined>;
};

/** Calendars at secret addresses: everybody makes and revokes the own one, whoever knows the address reads it. */
export function feedsService({ clock, inTransaction, repository, findPerson }: FeedsDeps) {
  /** One change of the actor's feed, on the version that was shown. */
  const edit = (
    { personId, ...actor }: Actor,
    seen: number,
    actions: { first: string; later: string },
    change: (feed: Feed) => Feed,
  ): Promise<Feed> =>
    inTransaction(async (tx) => {
      const before = await repository.ofPerson(personId, tx);
      if ((before?.version ?? 0) !== seen) throw new Stale(`feed of ${personId}`);
      const action = before === undefined ? actions.first : actions.later;
      const act = { at: clock.now(), by: authorOf({ personId, ...actor }), action };
      if (before !== undefined) return repository.change(before, change(before), act, tx);
      const blank: Feed = {
        id: feedId(personId),
        version: 0,
        personId,
        view: 'mine',
        show: 'all',
        history: [],
      };
      return repository.create(factsOf(change(blank)), act, tx);
    });

  return {
    /** The actor's feed, in force or revoked; undefined when there never was one. */
    find: ({ personId }: Actor): Promise<Feed | undefined> => repository.ofPerson(personId),

    /** Makes the feed, or makes it anew: from now on only the secret that is given back opens it. It is told this once. */
    async make(actor: Actor, { version, view, show }: FeedInput): Promise<string> {
      const secret = newSecret();
      const secretHash = hashOfSecret(secret);
      const actions = { first: 'made', later: 'remade' };
      await edit(actor, version, actions, (feed) => ({ ...feed, view, show, secretHash }));
      return secret;
    },

    /** Ends the feed: its address answers nothing any more. */
    async revoke(actor: Actor, version: number): Promise<void> {
      const actions = { first: 'revoked', later: 'revoked' };
      await edit(actor, version, actions, ({ secretHash, ...feed }) => {
        if (secretHash === undefined) throw new NotFound(`feed of ${actor.personId}`);
        return feed;
      });
    },

    /** The feed of this secret and whose it is; undefined when nobody has it, and when the account is closed. */
    async open(secret: string): Promise<{ feed: Feed; person: Person } | undefined> {
      const feed = await repository.byHash(hashOfSecret(secret));
      const person = feed === undefined ? undefined : await findPerson(feed.personId);
      if (feed === undefined || person === undefined || person.disabled) return undefined;
      return { feed, person };
    },
  };
}
