import type { InTransaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, Stale } from '../shared/errors.js';
import { isId, newId, newSecret } from '../shared/ids.js';
import type { Choice } from '../units/unit-choice.js';
import { hashOfToken, type Connection } from './connection.js';
import type { ConnectionInput } from './connection.form.js';
import type { ConnectionsRepository } from './connections.repository.js';

export type ConnectionsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: ConnectionsRepository;
  resolveUnit: (text: string, day: Day) => Promise<Choice>;
};

/** Other systems that read issued reports: let in and shut out by the administrator. */
export function connectionsService({ clock, inTransaction, repository, resolveUnit }: ConnectionsDeps) {
  return {
    /** Every connection with its last use, the newest first. */
    async list(actor: Actor): Promise<(Connection & { usedAt: Date | undefined })[]> {
      assertAllowed(actor, 'connections.manage');
      const [all, uses] = await Promise.all([repository.list(), repository.uses()]);
      return all.map((one) => ({ ...one, usedAt: uses.get(one.id) }));
    },

    /** Lets a system in; its token is told this once. A form that is sent twice lets no second one in. */
    async make(actor: Actor, input: ConnectionInput): Promise<{ connection: Connection; token: string }> {
      assertAllowed(actor, 'connections.manage');
      const now = clock.now();
      const found = await resolveUnit(input.unit, dayOf(now));
      if (!('unit' in found))
        throw new Invalid([{ field: 'unit', message: found.error, values: found.values }]);
      const { id: unitId, name } = found.unit;
      const token = newSecret();
      const id = isId(input.id) ? input.id : newId();
      const by = authorOf(actor);
      const connection = await inTransaction(async (tx) => {
        if ((await repository.find(id, tx)) !== undefined)
          throw new Stale(`connection ${id} was made before`);
        const facts = {
          id,
          version: 0,
          history: [],
          name: input.name,
          unit: { id: unitId, name },
          extent: input.extent,
          tokenHash: hashOfToken(token),
          madeBy: by,
          madeAt: now,
        };
        return repository.create(factsOf(facts), { at: now, by, action: 'made' }, tx);
      });
      return { connection, token };
    },

    /** Shuts a system out for good. */
    async revoke(actor: Actor, id: string, version: number): Promise<void> {
      assertAllowed(actor, 'connections.manage');
      await inTransaction(async (tx) => {
        const before = await repository.find(id, tx);
        if (before === undefined) throw new NotFound(`connection ${id}`);
        if (before.version !== version || before.revoked === true) throw new Stale(`connection ${id}`);
        const act = { at: clock.now(), by: authorOf(actor), action: 'revoked' };
        await repository.change(before, { ...before, revoked: true }, act, tx);
      });
    },

    /** The connection of a token, its use noted; undefined for a token that nobody has or that was taken back. */
    async open(token: string): Promise<Connection | undefined> {
      const found = await repository.byHash(hashOfToken(token));
      if (found === undefined || found.revoked === true) return undefined;
      await repository.noteUse(found.id, clock.now());
      return found;
    },
  };
}
