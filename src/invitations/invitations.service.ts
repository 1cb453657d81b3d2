import type { InTransaction, Transaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import { passwordFault } from '../people/password.js';
import { UserNameTaken, type PeopleRepository } from '../people/people.repository.js';
import { mailingFrom } from '../people/mailing.js';
import type { Person } from '../people/person.js';
import { authorOf, type Actor, type Post } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId, newSecret } from '../shared/ids.js';
import type { Language } from '../shared/language.js';
import type { Choice } from '../units/unit-choice.js';
import type { Unit } from '../units/unit.js';
import type { InvitationInput } from './invitation.form.js';
import { hashOfInvitation, stateOf, type Invitation } from './invitation.js';
import type { InvitationsRepository } from './invitations.repository.js';

export type InvitationsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: InvitationsRepository;
  people: Pick<PeopleRepository, 'enter'>;
  hashPassword: (password: string) => Promise<string>;
  resolveUnit: (text: string, day: Day) => Promise<Choice>;
  findUnit: (id: string) => Promise<Unit | undefined>;
  /** For how many days an invitation that is made on a day is open. */
  daysOn: (day: Day) => Promise<number>;
};

/** Invitations of unit officers who have no account: a secret address that works once, for a post that is fixed. */
export function invitationsService(deps: InvitationsDeps) {
  const { clock, inTransaction, repository } = deps;

  /** A supervisor invites for units of his area: below his own unit, or below the one that a department serves. */
  async function assertInArea({ post }: Actor, unit: Unit): Promise<void> {
    if (post.role === 'administrator') return;
    const own = await deps.findUnit(post.unitId);
    const root = own?.kind === 'department' ? own.parentId : own?.id;
    if (root === undefined || (unit.id !== root && !unit.ancestorIds.includes(root)))
      refuse('unit', 'invitations:errors.elsewhere');
  }

  async function unitOf(actor: Actor, typed: string): Promise<Unit> {
    const found = await deps.resolveUnit(typed, dayOf(clock.now()));
    if (!('unit' in found))
      throw new Invalid([{ field: 'unit', message: found.error, values: found.values }]);
    await assertInArea(actor, found.unit);
    return found.unit;
  }

  const mine = (actor: Actor, { invitedBy }: Invitation): boolean =>
    actor.post.role === 'administrator' || invitedBy.personId === actor.personId;

  /** An invitation that can still be taken up, by its secret. */
  async function openBy(secret: string, tx?: Transaction): Promise<Invitation> {
    const found = await repository.byHash(hashOfInvitation(secret), tx);
    if (found === undefined || stateOf(found, clock.now()) !== 'open') throw new NotFound('open invitation');
    return found;
  }

  return {
    /** One's own invitations; an administrator sees all. */
    async list(actor: Actor): Promise<Invitation[]> {
      assertAllowed(actor, 'people.invite');
      return repository.list(actor.post.role === 'administrator' ? undefined : actor.personId);
    },

    assertMayInvite: (actor: Actor): void => assertAllowed(actor, 'people.invite'),

    /** Makes an invitation; its secret is told this once. A form that is sent twice makes no second one. */
    async invite(actor: Actor, input: InvitationInput): Promise<{ invitation: Invitation; secret: string }> {
      assertAllowed(actor, 'people.invite');
      const unit = await unitOf(actor, input.unit);
      const now = clock.now();
      const days = await deps.daysOn(dayOf(now));
      const secret = newSecret();
      const id = isId(input.id) ? input.id : newId();
      const facts = {
        id,
        version: 0,
        history: [],
        secretHash: hashOfInvitation(secret),
        name: input.name,
        unit: { id: unit.id, name: unit.name },
        title: { vi: input.titleVi, en: input.titleEn },
        invitedBy: authorOf(actor),
        invitedAt: now,
        expiresAt: new Date(now.getTime() + days * 24 * 3600 * 1000),
      };
      const invitation = await inTransaction(async (tx) => {
        if ((await repository.find(id, tx)) !== undefined)
          throw new Stale(`invitation ${id} was made before`);
        return repository.create(factsOf(facts), { at: now, by: authorOf(actor), action: 'invited' }, tx);
      });
      return { invitation, secret };
    },

    async revoke(actor: Actor, id: string, version: number): Promise<void> {
      assertAllowed(actor, 'people.invite');
      await inTransaction(async (tx) => {
        const before = await repository.find(id, tx);
        if (before === undefined || !mine(actor, before)) throw new NotFound(`invitation ${id}`);
        if (before.version !== version || stateOf(before, clock.now()) !== 'open')
          throw new Stale(`invitation ${id}`);
        const act = { at: clock.now(), by: authorOf(actor), action: 'revoked' };
        await repository.change(before, { ...before, revoked: true }, act, tx);
      });
    },

    openBy,

    /** Makes the account and uses the invitation up, both or neither: of two who hold the address one is let in. */
    async take(
      secret: string,
      { userName, password }: { userName: string; password: string },
      language: Language,
    ): Promise<void> {
      const { name, unit, title } = await openBy(secret);
      const fault = passwordFault(password, { name, userName });
      if (fault !== undefined) throw new Invalid([{ field: 'newPassword', ...fault }]);
      const post: Post = { role: 'officer', unitId: unit.id, unitName: unit.name, title };
      const mail = mailingFrom(userName, '');
      const person: Person = {
        id: newId(),
        version: 1,
        userName,
        name,
        language,
        passwordHash: await deps.hashPassword(password),
        mustChangePassword: false,
        disabled: false,
        posts: [post],
        createdAt: clock.now(),
        ...(mail === undefined ? {} : { mail }),
      };
      await inTransaction(async (tx) => {
        const before = await openBy(secret, tx);
        const by = authorOf({ personId: person.id, name, post });
        const act = { at: clock.now(), by, action: 'added' };
        await deps.people.enter(person, act, tx);
        await repository.change(before, { ...before, personId: person.id }, { ...act, action: 'used' }, tx);
      }).catch((error: unknown) => {
        if (error instanceof UserNameTaken) refuse('userName', 'people:userNameTaken');
        throw error;
      });
    },
  };
}
