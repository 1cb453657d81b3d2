import type { Binary, Document } from 'bson';
import { ServerError } from '../errors.js';
import { numberOf } from './values/documents.js';
import type { Locks, Transaction } from './transactions.js';
import type { Catalog } from './storage/catalog.js';

const TRANSACTION_LIFETIME = 60_000;
const SESSION_LIFETIME = 30 * 60_000;

interface Session {
  number: number;
  transaction?: Transaction | undefined;
  state: 'none' | 'open' | 'committed' | 'aborted';
  since: number;
  /** The answer to the write with this number, for a driver that asks again. */
  retry?: Promise<unknown> | undefined;
  used: number;
}

/** The sessions of drivers: their transactions and the answers to their last writes. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #locks: Locks;
  readonly #catalog: Catalog;

  constructor(locks: Locks, catalog: Catalog) {
    this.#locks = locks;
    this.#catalog = catalog;
  }

  /** The transaction that a command belongs to; undefined outside one. */
  enter(body: Document): Transaction | undefined {
    if (body.autocommit !== false) return undefined;
    const [session, number] = this.#sessionOf(body);
    if (body.startTransaction === true) return this.#start(session, number);
    if (session.number !== number || session.state === 'aborted' || session.state === 'none')
      throw noSuchTransaction(number, session);
    if (session.state === 'committed') {
      throw new ServerError(
        'TransactionCommitted',
        `Transaction with { txnNumber: ${number} } has been committed.`,
      );
    }
    return session.transaction;
  }

  #start(session: Session, number: number): Transaction {
    checkAge(session, number);
    if (session.number === number && session.state !== 'none') {
      throw new ServerError(
        117,
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    session.transaction?.close();
    const transaction = this.#locks.begin(this.#catalog);
    Object.assign(session, { number, transaction, state: 'open', since: Date.now(), retry: undefined });
    return transaction;
  }

  #sessionOf(body: Document): [Session, number] {
    const id = body.lsid as { id?: Binary } | undefined;
    const number = numberOf(body.txnNumber);
    if (!id?.id || number === undefined)
      throw new ServerError('InvalidOptions', "Transaction commands need 'lsid' and 'txnNumber'");
    return [this.#get(id.id), number];
  }

  #get(id: Binary): Session {
    const key = id.toString('hex');
    let session = this.#sessions.get(key);
    if (!session) this.#sessions.set(key, (session = { number: -1, state: 'none', since: 0, used: 0 }));
    session.used = Date.now();
    return session;
  }

  /** Ends a transaction with a commit; asked again, answers again. */
  async commit(body: Document): Promise<void> {
    const [session, number] = this.#sessionOf(body);
    if (session.number === number && session.state === 'committed') return;
    if (session.number !== number || session.state !== 'open') throw noSuchTransaction(number, session);
    session.state = 'committed';
    try {
      await session.transaction!.commit();
    } catch (error) {
      session.state = 'aborted';
      throw error;
    } finally {
      session.transaction = undefined;
    }
  }

  /** Ends a transaction without a trace. */
  abort(body: Document): void {
    const [session, number] = this.#sessionOf(body);
    if (session.number === number && session.state === 'committed') {
      throw new ServerError(
        'TransactionCommitted',
        `Transaction with { txnNumber: ${number} } has been committed.`,
      );
    }
    if (session.number !== number || session.state !== 'open') throw noSuchTransaction(number, session);
    end(session);
  }

  /** Runs a retryable write once: the same number again gets the first answer. */
  async once<T>(body: Document, run: () => Promise<T>): Promise<T> {
    if (body.txnNumber === undefined || body.autocommit === false) return run();
    const [session, number] = this.#sessionOf(body);
    checkAge(session, number);
    if (session.number === number && session.retry) return session.retry as Promise<T>;
    end(session);
    const retry = run();
    Object.assign(session, { number, state: 'none', retry });
    try {
      return await retry;
    } catch (error) {
      // What failed before it did anything may be tried again.
      if (session.retry === retry) session.retry = undefined;
      throw error;
    }
  }

  /** Forgets sessions that their drivers have ended. */
  forget(ids: readonly { id: Binary }[]): void {
    for (const { id } of ids) {
      const key = id.toString('hex');
      const session = this.#sessions.get(key);
      if (session) end(session);
      this.#sessions.delete(key);
    }
  }

  /** Ends transactions open for too long and forgets idle sessions; `all` at the end of the program. */
  sweep(all = false): void {
    const now = Date.now();
    for (const [key, session] of this.#sessions) {
      if (all || (session.transaction && now - session.since > TRANSACTION_LIFETIME)) end(session);
      if (all || now - session.used > SESSION_LIFETIME) this.#sessions.delete(key);
    }
  }
}

function end(session: Session): void {
  if (session.state !== 'open') return;
  session.transaction?.close();
  session.transaction = undefined;
  session.state = 'aborted';
}

function checkAge(session: Session, number: number): void {
  if (number >= session.number) return;
  throw new ServerError(
    'TransactionTooOld',
    `Cannot start transaction ${number} on session because a newer transaction with txnNumber ${session.number} has already started.`,
  );
}

function noSuchTransaction(number: number, session: Session): ServerError {
  const message =
    session.number === number && session.state === 'aborted'
      ? `Transaction with { txnNumber: ${number} } has been aborted.`
      : `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.number}`;
  return new ServerError('NoSuchTransaction', message, {}, ['TransientTransactionError']);
}
