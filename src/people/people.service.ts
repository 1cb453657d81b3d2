import type { InTransaction } from '../database/connect.js';
import type { Event } from '../history/event.js';
import { authorOf, type Actor, type Post } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, refuse, Stale, type FieldError } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Key, Page } from '../shared/paging.js';
import type { Choice } from '../units/unit-choice.js';
import type { Attempts } from './attempt.js';
import type { AttemptsRepository } from './attempts.repository.js';
import { hashPassword, oneTimePassword } from './hashing.js';
import type { PeopleFilter, PeopleRepository } from './people.repository.js';
import { UserNameTaken } from './people.repository.js';
import { mailingFrom, withAddress } from './mailing.js';
import { holds, type Person } from './person.js';
import type { PersonInput, PostInput } from './person.form.js';
import { postHolders } from './post-holders.js';

export type PeopleDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  people: PeopleRepository;
  attempts: AttemptsRepository;
  /** The unit that somebody typed, as it is on the day. */
  resolveUnit: (text: string, day: Day) => Promise<Choice>;
  /** A unit as a form's field takes it; empty when there is none. */
  labelOfUnit: (id: string) => Promise<string>;
};

/** A password that is told once, and never again. */
export type Issued = { person: Person; password: string };

/** A person with what the administrator must know beside: wrong passwords, the units of the posts, what happened. */
export type Found = {
  person: Person;
  attempts: Attempts | undefined;
  unitLabels: string[];
  history: Event[];
};

/** The accounts as the administrator keeps them, and who holds which post. */
export function peopleService(deps: PeopleDeps) {
  const { clock, inTransaction, people, attempts, resolveUnit, labelOfUnit } = deps;

  async function load(id: string): Promise<Person> {
    const person = await people.find(id);
    if (person === undefined) throw new NotFound(`person ${id}`);
    return person;
  }

  async function current(actor: Actor, id: string, version: number): Promise<Person> {
    assertAllowed(actor, 'people.manage');
    const person = await load(id);
    if (person.version !== version) throw new Stale(`person ${id}`);
    return person;
  }

  async function postFrom(input: PostInput, day: Day, errors: FieldError[]): Promise<Post[]> {
    const found = await resolveUnit(input.unit, day);
    if (!('unit' in found)) {
      errors.push({ field: `unit${input.row}`, message: found.error, values: found.values });
      return [];
    }
    const title = { vi: input.titleVi, en: input.titleEn };
    const { role, signs } = input;
    const post = { role, unitId: found.unit.id, unitName: found.unit.name, title };
    return [signs === undefined ? post : { ...post, signs }];
  }

  async function postsFrom(inputs: PostInput[]): Promise<Post[]> {
    const errors: FieldError[] = [];
    const day = dayOf(clock.now());
    const posts: Post[] = [];
    for (const input of inputs) posts.push(...(await postFrom(input, day, errors)));
    if (errors.length > 0) throw new Invalid(errors);
    return posts;
  }

  const sayTaken = (error: unknown): never => {
    if (error instanceof UserNameTaken) refuse('userName', 'people:userNameTaken');
    throw error;
  };

  const actOf = (actor: Actor, action: string) => ({ at: clock.now(), by: authorOf(actor), action });

  async function change(actor: Actor, action: string, before: Person, after: Person): Promise<Person> {
    await inTransaction((tx) => people.change(before, after, actOf(actor, action), tx)).catch(sayTaken);
    return { ...after, version: before.version + 1 };
  }

  /** Nobody closes his own account or lays down his own administration: so one administrator is always left. */
  const refuseForOneself = (actor: Actor, person: Person, field: string): void => {
    if (actor.personId === person.id) refuse(field, 'people:notYourself');
  };

  return {
    ...postHolders(people),

    async list(actor: Actor, filter: PeopleFilter, key?: Key): Promise<Page<Person>> {
      assertAllowed(actor, 'people.manage');
      return people.page(filter, key);
    },

    async find(actor: Actor, id: string): Promise<Found> {
      assertAllowed(actor, 'people.manage');
      const person = await load(id);
      const unitLabels = await Promise.all(person.posts.map(({ unitId }) => labelOfUnit(unitId)));
      const history = await people.historyOf(id);
      return { person, attempts: await attempts.find(person.userName), unitLabels, history };
    },

    async add(actor: Actor, input: PersonInput): Promise<Issued> {
      assertAllowed(actor, 'people.manage');
      const password = oneTimePassword();
      const { userName, name, language } = input;
      const mail = mailingFrom(userName, input.mailAddress ?? '');
      const person: Person = {
        id: newId(),
        version: 1,
        userName,
        name,
        language,
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
        disabled: false,
        posts: await postsFrom(input.posts),
        createdAt: clock.now(),
        ...(mail === undefined ? {} : { mail }),
      };
      await inTransaction((tx) => people.enter(person, actOf(actor, 'added'), tx)).catch(sayTaken);
      return { person, password };
    },

    async revise(actor: Actor, id: string, version: number, input: PersonInput): Promise<Person> {
      const person = await current(actor, id, version);
      const { userName, name, language } = input;
      const { mail: known, ...rest } = person;
      const mail = withAddress(known, input.mailAddress ?? known?.address ?? '');
      const posts = await postsFrom(input.posts);
      const revised = { ...rest, userName, name, language, posts, ...(mail === undefined ? {} : { mail }) };
      if (holds(person, 'administrator') && !holds(revised, 'administrator'))
        refuseForOneself(actor, person, 'role1');
      return change(actor, 'revised', person, revised);
    },

    /** Closes an account: its sessions end at once and nobody can sign in. Its past work keeps the name. */
    async disable(actor: Actor, id: string, version: number): Promise<Person> {
      const person = await current(actor, id, version);
      refuseForOneself(actor, person, 'disable');
      return change(actor, 'disabled', person, { ...person, disabled: true });
    },

    async enable(actor: Actor, id: string, version: number): Promise<Person> {
      const person = await current(actor, id, version);
      return change(actor, 'enabled', person, { ...person, disabled: false });
    },

    /** Gives a new password to use once, and takes a lock away. */
    async resetPassword(actor: Actor, id: string, version: number): Promise<Issued> {
      const person = await current(actor, id, version);
      const password = oneTimePassword();
      const passwordHash = await hashPassword(password);
      const reset = { ...person, passwordHash, mustChangePassword: true };
      const saved = await change(actor, 'password_reset', person, reset);
      await attempts.clear(person.userName);
      return { person: saved, password };
    },

    /** The first account of an installation, made by its setup. */
    async addFirst(
      input: Pick<Person, 'id' | 'userName' | 'name' | 'language'> & { password: string; post: Post },
    ): Promise<void> {
      const { id, userName, name, language, password, post } = input;
      const person: Person = {
        id,
        version: 1,
        userName,
        name,
        language,
        passwordHash: await hashPassword(password),
        mustChangePassword: false,
        disabled: false,
        posts: [post],
        createdAt: clock.now(),
      };
      const act = actOf({ personId: id, name, post }, 'added');
      await inTransaction((tx) => people.enter(person, act, tx));
    },
  };
}
export type PeopleService = ReturnType<typeof peopleService>;
