import type { Author, Role } from '../policies/actor.js';
import type { PeopleRepository } from './people.repository.js';
import { termsOf, type ServiceRecord } from './service-record.js';
import { authorIn, postIn } from './person.js';

/** Who holds which post. */
export function postHolders(people: PeopleRepository) {
  const peopleIn = async (role: Role, unitId: string): Promise<Author[]> =>
    (await people.holding(role, unitId)).map((person) => {
      const post = postIn(person, role, unitId);
      return post === undefined
        ? { personId: person.id, name: person.name, post: '' }
        : authorIn(person, post);
    });

  return {
    inspectorsOf: (unitId: string): Promise<Author[]> => peopleIn('inspector', unitId),
    supervisorsOf: (unitId: string): Promise<Author[]> => peopleIn('supervisor', unitId),
    /** Ids of those who hold a post, for notices. */
    holding: async (role: Role, unitId: string): Promise<string[]> =>
      (await people.holding(role, unitId)).map(({ id }) => id),
    /** In which units people hold and held posts: nobody inspects where he serves or served. */
    serviceRecords: async (ids: string[]): Promise<ServiceRecord[]> =>
      (await people.withHistories(ids)).map(({ person: { id, name, posts }, history }) => ({
        personId: id,
        name,
        terms: termsOf(posts, history),
      })),
    isHeld: (role: Role): Promise<boolean> => people.isHeld(role),
    anybody: (): Promise<boolean> => people.anybody(),
  };
}
