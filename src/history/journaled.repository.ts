import type { Model } from 'mongoose';
import type { Transaction } from '../database/connect.js';
import { Stale } from '../shared/errors.js';
import {
  changesBetween,
  eventOf,
  factsOf,
  fingerprint,
  type Act,
  type Event,
  type Facts,
  type Journaled,
} from './event.js';
import { appendToJournal } from './journal.repository.js';

type Stored = Record<string, unknown> & { _id: string };

/** Leaves out what is undefined, at every depth: the store would keep null, and the fingerprint would not match. */
function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(pairs.map(([key, item]) => [key, withoutUndefined(item)])) as T;
}

/** Tells the rest of the house what has happened, in the transaction in which it happens. */
export type Announce<T> = (subject: T, event: Event, tx: Transaction) => Promise<void>;

export const plain = <T>({ _id, ...rest }: Stored): T => ({ id: _id, ...rest }) as T;

/**
 * Stores documents that keep their own history. A change and its event are one update of one document, which
 * succeeds only on the version that the change was made from (else `Stale`); the same transaction appends the event
 * to the product's journal. There is no way past it: nothing is overwritten without an event.
 */
export function journaledRepository<T extends Journaled>(
  subject: string,
  model: Model<never>,
  announce: Announce<T> = async () => undefined,
) {
  const collection = model as unknown as Model<Stored>;
  return {
    async create(facts: Facts<T>, act: Act, tx: Transaction): Promise<T> {
      // Whoever makes a document may hand over a whole one: its version and history begin here.
      const clean = withoutUndefined(factsOf(facts as unknown as T));
      const event = withoutUndefined(eventOf(act, undefined, clean, undefined));
      const { id, ...rest } = clean as Facts<T> & { id: string };
      await collection.create([{ _id: id, ...rest, version: 1, history: [event] }], { session: tx });
      await appendToJournal(subject, id, event, tx);
      const made = { ...clean, version: 1, history: [event] } as unknown as T;
      await announce(made, event, tx);
      return made;
    },

    async change(before: T, after: T, act: Act, tx: Transaction): Promise<T> {
      const old = factsOf(before);
      const now = withoutUndefined(factsOf(after));
      const event = withoutUndefined(eventOf(act, old, now, before.history.at(-1)));
      const set: Record<string, unknown> = {};
      const unset: Record<string, ''> = {};
      // What a repository adds to an older document when it reads it is not stored yet, but is part of the fingerprint.
      const asStored = fingerprint(old) === before.history.at(-1)?.state;
      if (!asStored) for (const [field, value] of Object.entries(now)) if (field !== 'id') set[field] = value;
      for (const { field, after: value } of changesBetween(old, now)) {
        if (value === undefined) unset[field] = '';
        else set[field] = value;
      }
      const update = { $set: set, $unset: unset, $inc: { version: 1 }, $push: { history: event } };
      const filter = { _id: before.id, version: before.version };
      const result = await collection.updateOne(filter, update, { session: tx });
      if (result.matchedCount === 0) throw new Stale(`${subject} ${before.id} has changed since it was read`);
      await appendToJournal(subject, before.id, event, tx);
      const history = [...before.history, event];
      const changed = { ...now, version: before.version + 1, history } as unknown as T;
      await announce(changed, event, tx);
      return changed;
    },

    async findOne(filter: Record<string, unknown>, tx?: Transaction): Promise<T | undefined> {
      const found = await collection
        .findOne(filter)
        .session(tx ?? null)
        .lean<Stored>();
      return found === null ? undefined : plain<T>(found);
    },

    async find(
      filter: Record<string, unknown>,
      sort: Record<string, 1 | -1>,
      tx?: Transaction,
    ): Promise<T[]> {
      const found = await collection
        .find(filter)
        .sort(sort)
        .session(tx ?? null)
        .lean<Stored[]>();
      return found.map((document) => plain<T>(document));
    },
  };
}
