import { Invalid, NotFound, refuse } from '../shared/errors.js';
import type { Language } from '../shared/language.js';
import type { KnownPerson } from '../web/door.js';
import { minutesLeft } from './attempt.js';
import type { AttemptsRepository } from './attempts.repository.js';
import { hashPassword, isPassword, markOf, pretendToCheck } from './hashing.js';
import { passwordFault } from './password.js';
import type { PeopleRepository } from './people.repository.js';
import { withAddress, type MailChoice, type Mailing } from './mailing.js';
import { normalUserName, type Person } from './person.js';

export type AccountsDeps = { people: PeopleRepository; attempts: AttemptsRepository };

const known = ({ id, name, language, mustChangePassword, posts, passwordHash }: Person): KnownPerson => ({
  id,
  name,
  language,
  mustChangePassword,
  posts,
  mark: markOf(passwordHash),
});

/** What people do with their own account: sign in, change the password, choose the language. */
export function accountsService({ people, attempts }: AccountsDeps) {
  async function assertAttempt(userName: string, now: Date, field: string): Promise<void> {
    if (await attempts.take(userName, now)) return;
    const until = (await attempts.find(userName))?.until ?? now;
    refuse(field, 'people:signIn.locked', { minutes: minutesLeft(until, now) });
  }

  async function load(id: string): Promise<Person> {
    const person = await people.find(id);
    if (person === undefined) throw new NotFound(`person ${id}`);
    return person;
  }

  return {
    /**
     * The person with this user name and password. Throws `Invalid` with the same words and after the same time
     * whether the name is unknown, the account closed or the password wrong; after five failures the name is locked
     * for a quarter of an hour.
     */
    async signIn(typedName: string, password: string, now: Date): Promise<KnownPerson> {
      const userName = normalUserName(typedName);
      await assertAttempt(userName, now, 'userName');
      const person = await people.findByUserName(userName);
      const open = person !== undefined && !person.disabled;
      const right = open ? await isPassword(password, person.passwordHash) : await pretendToCheck(password);
      if (person === undefined || right !== true) return refuse('userName', 'people:signIn.wrong');
      await attempts.clear(userName);
      return known(person);
    },

    /** The person as the account is now; undefined once it is closed. A session is over when its mark is another. */
    async byId(id: string): Promise<KnownPerson | undefined> {
      const person = await people.find(id);
      return person === undefined || person.disabled ? undefined : known(person);
    },

    /** Changes one's own password; every other session of the person ends with the old one. */
    async changePassword(id: string, current: string, next: string, now: Date): Promise<KnownPerson> {
      const person = await load(id);
      await assertAttempt(person.userName, now, 'currentPassword');
      if (!(await isPassword(current, person.passwordHash)))
        refuse('currentPassword', 'people:password.notCurrent');
      await attempts.clear(person.userName);
      const fault = passwordFault(next, person);
      if (fault !== undefined) throw new Invalid([{ field: 'newPassword', ...fault }]);
      if (current === next) refuse('newPassword', 'people:password.same');
      const changed = { ...person, passwordHash: await hashPassword(next), mustChangePassword: false };
      await people.save(changed);
      return known(changed);
    },

    async chooseLanguage(id: string, language: Language): Promise<void> {
      const person = await load(id);
      if (person.language !== language) await people.save({ ...person, language });
    },

    /** Where mail goes, and which; an empty address for none. */
    async chooseMail(id: string, address: string, choice: MailChoice): Promise<void> {
      const { mail: before, ...person } = await load(id);
      const mail = withAddress(before, address, choice);
      const same = mail?.address === before?.address && mail?.choice === before?.choice;
      if (!same) await people.save({ ...person, ...(mail === undefined ? {} : { mail }) });
    },

    /** The person with the user name and mail, for the page of the own account. */
    async known(id: string): Promise<KnownPerson & { userName: string; mail?: Mailing }> {
      const person = await load(id);
      const { userName, mail } = person;
      return { ...known(person), userName, ...(mail === undefined ? {} : { mail }) };
    },

    mustChangePassword: async (id: string): Promise<boolean> => (await load(id)).mustChangePassword,
  };
}
