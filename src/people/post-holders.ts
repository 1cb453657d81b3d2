import { leadsUnit, type Author, type PostName, type Role } from '../policies/actor.js';
import type { PeopleRepository } from './people.repository.js';
import { termsOf, type ServiceRecord } from './service-record.js';
import { authorIn, postIn } from './person.js';

/** An officer of a unit, and whether he answers for it as its head or in the head's place. */
export type UnitOfficer = Author & { leads: boolean };

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
    officersOf: async (unitId: string): Promise<UnitOfficer[]> =>
      (await people.holding('officer', unitId)).flatMap((person) => {
        const post = postIn(person, 'officer', unitId);
        return post === undefined ? [] : [{ ...authorIn(person, post), leads: leadsUnit(post) }];
      }),
    /** Ids of those who hold a post, for notices. */
    holding: async (post: PostName, unitId: string): Promise<string[]> =>
      (await (post === 'head' ? people.headsOf(unitId) : people.holding(post, unitId))).map(({ id }) => id),
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
