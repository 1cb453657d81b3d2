import type { Transaction } from '../database/connect.js';
import type { Role } from '../policies/actor.js';
import { Stale } from '../shared/errors.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { PersonModel, type StoredPerson } from './person.model.js';
import { wordsOf, type Person } from './person.js';

/** Somebody already has this user name. */
export class UserNameTaken extends Error {}

export type PeopleFilter = { word?: string; role?: Role };

const DUPLICATE = 11000;

function toPerson({ _id, words: _words, ...rest }: StoredPerson): Person {
  return { id: _id, ...rest };
}

const toStored = ({ id, ...rest }: Person): StoredPerson => ({ _id: id, ...rest, words: wordsOf(rest) });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function naming<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: number }).code === DUPLICATE) throw new UserNameTaken();
    throw error;
  }
}

export const peopleRepository = {
  async create(person: Person, tx?: Transaction): Promise<void> {
    await naming(PersonModel.create([toStored(person)], { session: tx ?? null }));
  },

  /** Saves on the version that the person was read in, else `Stale`. */
  async save(person: Person): Promise<void> {
    const { _id, ...fields } = toStored({ ...person, version: person.version + 1 });
    const filter = { _id, version: person.version };
    const { matchedCount } = await naming(PersonModel.updateOne(filter, { $set: fields }));
    if (matchedCount === 0) throw new Stale(`person ${person.id} has changed since it was read`);
  },

  async find(id: string): Promise<Person | undefined> {
    const found = await PersonModel.findById(id).lean<StoredPerson>();
    return found === null ? undefined : toPerson(found);
  },

  async findByUserName(userName: string): Promise<Person | undefined> {
    const found = await PersonModel.findOne({ userName }).lean<StoredPerson>();
    return found === null ? undefined : toPerson(found);
  },

  /** People who can act in this post, in the order of their names. */
  /** Whether anybody holds a post of this role, anywhere. */
  isHeld: async (role: Role): Promise<boolean> =>
    (await PersonModel.exists({ 'posts.role': role, disabled: false })) !== null,

  async holding(role: Role, unitId: string): Promise<Person[]> {
    const query = { posts: { $elemMatch: { role, unitId } }, disabled: false };
    const found = await PersonModel.find(query).sort({ name: 1, _id: 1 }).lean<StoredPerson[]>();
    return found.map(toPerson);
  },

  async anybody(): Promise<boolean> {
    return (await PersonModel.exists({})) !== null;
  },

  /** One page in the order of user names. */
  async page({ word, role }: PeopleFilter, key: Key | undefined): Promise<Page<Person>> {
    const { filter, sort, limit } = keyQuery('userName', 1, key);
    const query = {
      ...filter,
      ...(word === undefined ? {} : { words: { $regex: `^${escaped(word)}` } }),
      ...(role === undefined ? {} : { 'posts.role': role }),
    };
    const found = await PersonModel.find(query).sort(sort).limit(limit).lean<StoredPerson[]>();
    return pageOf(found.map(toPerson), key, ({ userName, id }) => ({ value: userName, id }));
  },
};
export type PeopleRepository = typeof peopleRepository;
