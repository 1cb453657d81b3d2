import type { Transaction } from '../database/connect.js';
import { driverOf } from '../database/driver.js';
import { eventOf, factsOf, type Act, type Event } from '../history/event.js';
import { appendToJournal } from '../history/journal.repository.js';
import { leadsUnit, type Role } from '../policies/actor.js';
import { Stale } from '../shared/errors.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { PersonModel, type StoredPerson } from './person.model.js';
import { recordOf, type PersonRecord } from './person-record.js';
import { wordsOf, type Person } from './person.js';
import { literally } from '../shared/literally.js';

/** Somebody already has this user name. */
export class UserNameTaken extends Error {}

export type PeopleFilter = { word?: string; role?: Role };

const DUPLICATE = 11000;
/** Everything but the history, which only the account's own page shows. */
const KNOWN = { history: 0 } as const;

function toPerson({ _id, words: _words, history: _history, ...rest }: StoredPerson): Person {
  return { id: _id, ...rest };
}

const toStored = ({ id, ...rest }: Person): StoredPerson => ({ _id: id, ...rest, words: wordsOf(rest) });

/** The update that stores an account; an address that was taken out is taken out. */
function updateTo(person: Person) {
  const { _id: _same, mail, ...fields } = toStored(person);
  return mail === undefined ? { $set: fields, $unset: { mail: '' as const } } : { $set: { ...fields, mail } };
}

/** The event of a change, chained to those before it. */
const eventFor = (act: Act, before: Person | undefined, after: Person, history: Event[]): Event =>
  eventOf(
    act,
    before && factsOf(recordOf(before, history)),
    factsOf(recordOf(after, history)),
    history.at(-1),
  );

async function naming<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: number }).code === DUPLICATE) throw new UserNameTaken();
    throw error;
  }
}

export const peopleRepository = {
  /** Puts an account in without an event: what a demonstration or a test begins with. */
  async create(person: Person, tx?: Transaction): Promise<void> {
    await naming(PersonModel.create([toStored(person)], { session: tx ?? null }));
  },

  /** Makes an account, with the event that begins its history. */
  async enter(person: Person, act: Act, tx: Transaction): Promise<void> {
    const event = eventFor(act, undefined, person, []);
    await naming(PersonModel.create([{ ...toStored(person), history: [event] }], { session: tx }));
    await appendToJournal('person', person.id, event, tx);
  },

  /** Changes an account on the version that it was read in, else `Stale`; the event is part of the same update. */
  async change(before: Person, after: Person, act: Act, tx: Transaction): Promise<void> {
    const { _id, version } = toStored(before);
    const stored = await PersonModel.findById(_id, { history: 1 }).session(tx).lean<StoredPerson>();
    const event = eventFor(act, before, after, stored?.history ?? []);
    const update = { ...updateTo({ ...after, version: version + 1 }), $push: { history: event } };
    const { matchedCount } = await naming(PersonModel.updateOne({ _id, version }, update, { session: tx }));
    if (matchedCount === 0) throw new Stale(`person ${_id} has changed since it was read`);
    await appendToJournal('person', _id, event, tx);
  },

  /** What happened to an account, the oldest first. */
  async historyOf(id: string): Promise<Event[]> {
    const found = await PersonModel.findById(id, { history: 1 }).lean<StoredPerson>();
    return found?.history ?? [];
  },

  /** The accounts that have a history, as the record keeps them. */
  async *records(): AsyncGenerator<PersonRecord> {
    const query = PersonModel.find({ 'history.0': { $exists: true } }).lean<StoredPerson[]>();
    for await (const found of query.cursor()) {
      const stored = found;
      yield recordOf(toPerson(stored), stored.history ?? []);
    }
  },

  /** Saves what the record does not keep, on the version that the person was read in, else `Stale`. */
  async save(person: Person): Promise<void> {
    const filter = { _id: person.id, version: person.version };
    const update = updateTo({ ...person, version: person.version + 1 });
    const { matchedCount } = await naming(PersonModel.updateOne(filter, update));
    if (matchedCount === 0) throw new Stale(`person ${person.id} has changed since it was read`);
  },

  async find(id: string): Promise<Person | undefined> {
    const found = await driverOf<StoredPerson>(PersonModel).findOne({ _id: id }, { projection: KNOWN });
    return found === null ? undefined : toPerson(found);
  },

  async findByUserName(userName: string): Promise<Person | undefined> {
    const found = await PersonModel.findOne({ userName }, KNOWN).lean<StoredPerson>();
    return found === null ? undefined : toPerson(found);
  },

  /** Whether anybody holds a post of this role, anywhere. */
  isHeld: async (role: Role): Promise<boolean> =>
    (await PersonModel.exists({ 'posts.role': role, disabled: false })) !== null,

  /** Ids of whoever can act as an administrator. */
  async administrators(): Promise<string[]> {
    const found = await PersonModel.find(
      { 'posts.role': 'administrator', disabled: false },
      { _id: 1 },
    ).lean();
    return found.map(({ _id }) => _id);
  },

  /** The names of all accounts, closed ones too. */
  names: (): Promise<string[]> => PersonModel.distinct('name'),

  /** Everybody with a post in the unit, closed accounts too. */
  async inUnit(unitId: string): Promise<Person[]> {
    const found = await PersonModel.find({ 'posts.unitId': unitId }, KNOWN)
      .sort({ userName: 1 })
      .lean<StoredPerson[]>();
    return found.map(toPerson);
  },

  /** People who can act in this post, in the order of their names. */
  async holding(role: Role, unitId: string): Promise<Person[]> {
    const query = { posts: { $elemMatch: { role, unitId } }, disabled: false };
    const found = await PersonModel.find(query, KNOWN).sort({ name: 1, _id: 1 }).lean<StoredPerson[]>();
    return found.map(toPerson);
  },

  /** People who answer for a unit. */
  async headsOf(unitId: string): Promise<Person[]> {
    const held = await Promise.all(
      (['leader', 'officer'] as const).map((role) => peopleRepository.holding(role, unitId)),
    );
    const heads = held
      .flat()
      .filter(({ posts }) => posts.some((post) => post.unitId === unitId && leadsUnit(post)));
    return [...new Map(heads.map((person) => [person.id, person])).values()];
  },

  async byIds(ids: readonly string[]): Promise<Person[]> {
    const found = await PersonModel.find({ _id: { $in: [...ids] } }).lean<StoredPerson[]>();
    return found.map(toPerson);
  },

  /** Accounts with what happened to them, the oldest first. */
  async withHistories(ids: readonly string[]): Promise<{ person: Person; history: Event[] }[]> {
    const found = await PersonModel.find({ _id: { $in: [...ids] } }).lean<StoredPerson[]>();
    return found.map((stored) => ({ person: toPerson(stored), history: stored.history ?? [] }));
  },

  /** Everybody who has an address for mail and an open account, one at a time. */
  async *mailed(): AsyncGenerator<Person> {
    const query = PersonModel.find({ 'mail.address': { $exists: true }, disabled: false }, KNOWN);
    for await (const found of query.lean<StoredPerson[]>().cursor()) yield toPerson(found);
  },

  /** The mail server of somebody's address would not have it. Without a new version: no form is about this. */
  async refuseMail(id: string, address: string, at: Date, reason: string): Promise<void> {
    const same = { _id: id, 'mail.address': address };
    await PersonModel.updateOne(same, { $set: { 'mail.refused': { at, reason } } });
  },

  async anybody(): Promise<boolean> {
    return (await PersonModel.exists({})) !== null;
  },

  /** One page in the order of user names. */
  async page({ word, role }: PeopleFilter, key: Key | undefined): Promise<Page<Person>> {
    const { filter, sort, limit } = keyQuery('userName', 1, key);
    const query = {
      ...filter,
      ...(word === undefined ? {} : { words: { $regex: `^${literally(word)}` } }),
      ...(role === undefined ? {} : { 'posts.role': role }),
    };
    const found = await PersonModel.find(query, KNOWN).sort(sort).limit(limit).lean<StoredPerson[]>();
    return pageOf(found.map(toPerson), key, ({ userName, id }) => ({ value: userName, id }));
  },
};
export type PeopleRepository = typeof peopleRepository;
