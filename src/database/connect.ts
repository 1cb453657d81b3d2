import mongoose, { type ClientSession } from 'mongoose';
import { Line } from './line.js';
import { COPYING, productDatabase, RESTORING, StoreError } from './uri.js';

/** What a repository passes on to its reads and writes so that they happen together or not at all. */
export type Transaction = ClientSession;

/**
 * Connects mongoose and makes every model's indexes (they enforce rules, such as one account per user name, so nothing
 * is served before they stand). The database is the one that the address names, else `ky-cuong`.
 */
export async function connect(uri: string, database?: string): Promise<void> {
  await mongoose.connect(uri, {
    dbName: database ?? productDatabase(uri),
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 10_000,
  });
  await refuseHalves();
  await Promise.all(Object.values(mongoose.models).map((model) => model.createIndexes()));
}

// A database that is half restored or half copied holds no installation at all.
async function refuseHalves(): Promise<void> {
  const names = { name: { $in: [RESTORING, COPYING] } };
  const [found] = (await mongoose.connection.db?.listCollections(names, { nameOnly: true }).toArray()) ?? [];
  if (found === undefined) return;
  await mongoose.disconnect();
  throw new StoreError(
    found.name === RESTORING
      ? 'a restore was interrupted while it switched: run it again to finish it'
      : 'a copy into this database is not finished: run it again, with --force if its source was changed',
  );
}

export const disconnect = (): Promise<void> => mongoose.disconnect();

/** Throws when the database does not answer. */
export async function ping(): Promise<void> {
  await mongoose.connection.db?.admin().ping();
}

// Transactions that met others once would meet them again and again: those try again one after the other. Patience has
// an end because a transaction within a transaction would otherwise wait for itself.
const line = new Line();
const PATIENCE = 2000;

/** What a transaction writes last, once, however often its work asks for it. */
export type Ending = { finish(): Promise<void> };
type Begin<E extends Ending> = (tx: Transaction) => Promise<E>;
const endings = new WeakMap<Transaction, Map<Begin<Ending>, Promise<Ending>>>();

/** The ending of a kind, begun when it is first asked for; it is finished before the transaction is committed. */
export function endingOf<E extends Ending>(tx: Transaction, begin: Begin<E>): Promise<E> {
  const begun = endings.get(tx) ?? new Map<Begin<Ending>, Promise<Ending>>();
  endings.set(tx, begun);
  const ending = (begun.get(begin) as Promise<E> | undefined) ?? begin(tx);
  begun.set(begin, ending);
  return ending;
}

/** Does several writes together or not at all. The work may run again after a conflict, so it must have no other effect. */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  let tries = 0;
  let leave: () => void = () => undefined;
  const attempt = async (tx: Transaction): Promise<T> => {
    if (++tries === 2) leave = await line.enter(PATIENCE);
    endings.delete(tx);
    const result = await work(tx);
    for (const ending of endings.get(tx)?.values() ?? []) await (await ending).finish();
    return result;
  };
  try {
    return await mongoose.connection.withSession((session) =>
      session.withTransaction(() => attempt(session)),
    );
  } finally {
    leave();
  }
}

/** The same as a type, for services that are given it. */
export type InTransaction = typeof inTransaction;
