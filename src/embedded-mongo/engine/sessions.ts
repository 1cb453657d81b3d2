import { Binary, type Document } from 'bson';
import { noSuchTransaction, ServerError, transactionCommitted, transactionTooOld } from '../errors.js';
import { numberOf } from './values/documents.js';
import type { SavedProgress, SessionRecords } from './session-records.js';
import type { Locks, Transaction } from './transactions.js';
import type { Catalog } from './storage/catalog.js';
import type { Writer } from './storage/store.js';

const TRANSACTION_LIFETIME = 60_000;
const SESSION_LIFETIME = 30 * 60_000;
const MOST_SESSIONS = 100_000;
const UUID_BYTES = 16;

interface Session {
  id: string;
  number: number;
  transaction?: Transaction | undefined;
  state: 'none' | 'open' | 'committed' | 'aborted';
  since: number;
  /** The answer to the write or commit with this number, for a driver that asks again. */
  answer?: Promise<unknown> | undefined;
  used: number;
  /** The number that its record on disk has, if there is one. */
  saved?: number;
}

/** What a retryable write knows of its earlier tries. */
export interface Retry {
  /** How far it came, as it was saved last. */
  progress: SavedProgress | undefined;
  /** Saves how far it is now, and what this step adds to the answer, in the commit of what it has done. */
  save(writer: Writer, head: Document, step?: Document): void;
}

/** The sessions of drivers: their transactions and the answers to their last writes. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #locks: Locks;
  readonly #catalog: Catalog;
  readonly #records: SessionRecords;
  /** Sessions that were forgotten, their records not yet. */
  readonly #gone = new Set<string>();

  constructor(locks: Locks, catalog: Catalog, records: SessionRecords) {
    this.#locks = locks;
    this.#catalog = catalog;
    this.#records = records;
    for (const [id, { number, committed, at }] of records.all()) {
      const state = committed ? 'committed' : 'none';
      this.#sessions.set(id, { id, number, state, since: at, used: at, saved: number });
    }
  }

  /** The transaction that a command belongs to; undefined outside one. */
  enter(body: Document): Transaction | undefined {
    if (body.autocommit !== false) return undefined;
    const [session, number] = this.#sessionOf(body);
    if (body.startTransaction === true) return this.#start(session, number);
    if (session.number !== number || session.state === 'aborted' || session.state === 'none')
      throw noSuchTransaction(number, session);
    if (session.state === 'committed') throw transactionCommitted(number);
    return session.transaction;
  }

  #start(session: Session, number: number): Transaction {
    if (number < session.number) throw transactionTooOld(number, session.number);
    if (session.number === number && session.state !== 'none') {
      throw new ServerError(
        'ConflictingOperationInProgress',
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    session.transaction?.close();
    const transaction = this.#locks.begin(this.#catalog);
    Object.assign(session, { number, transaction, state: 'open', since: Date.now(), answer: undefined });
    return transaction;
  }

  #sessionOf(body: Document): [Session, number] {
    const id: unknown = (body.lsid as { id?: unknown } | undefined)?.id;
    const number = numberOf(body.txnNumber);
    if (!(id instanceof Binary) || number === undefined)
      throw new ServerError('InvalidOptions', "Transaction commands need 'lsid' and 'txnNumber'");
    if (id.length() !== UUID_BYTES)
      throw new ServerError('InvalidUUID', 'uuid must be a 16-byte binary field with UUID (4) subtype');
    return [this.#get(id.toString('hex')), number];
  }

  #get(id: string): Session {
    let session = this.#sessions.get(id);
    if (!session) {
      if (this.#sessions.size >= MOST_SESSIONS)
        throw new ServerError('TooManyLogicalSessions', 'Unable to add session: too many are active');
      session = { id, number: -1, state: 'none', since: 0, used: 0 };
      this.#sessions.set(id, session);
    }
    session.used = Date.now();
    return session;
  }

  /** Ends a transaction with a commit; asked again, also after a restart, answers again. */
  async commit(body: Document): Promise<void> {
    const [session, number] = this.#sessionOf(body);
    if (session.number !== number || (session.state !== 'open' && session.state !== 'committed'))
      throw noSuchTransaction(number, session);
    if (session.state === 'committed') {
      await session.answer;
      return;
    }
    session.state = 'committed';
    const answer = session.transaction!.commit((writer) => {
      this.#save(writer, session, number);
    });
    session.answer = answer;
    session.transaction = undefined;
    try {
      await answer;
    } catch (error) {
      if (session.answer === answer) session.state = 'aborted';
      throw error;
    }
  }

  /** Ends a transaction without a trace. */
  abort(body: Document): void {
    const [session, number] = this.#sessionOf(body);
    if (session.number === number && session.state === 'committed') throw transactionCommitted(number);
    if (session.number !== number || session.state !== 'open') throw noSuchTransaction(number, session);
    end(session);
  }

  /** Runs a retryable write once: the same number again gets the first answer, or the rest of the work. */
  async once<T>(body: Document, run: (retry?: Retry) => Promise<T>): Promise<T> {
    if (body.txnNumber === undefined || body.autocommit === false) return run();
    const [session, number] = this.#sessionOf(body);
    if (number < session.number) throw transactionTooOld(number, session.number);
    const again = session.number === number;
    if (again && session.state !== 'none')
      throw new ServerError('InvalidOptions', `The number ${number} belongs to a transaction`);
    if (again && session.answer) return session.answer as Promise<T>;
    end(session);
    Object.assign(session, { number, state: 'none' });
    const answer = run({
      progress: again ? this.#records.progress(session.id, number) : undefined,
      save: (writer, head, step) => {
        this.#save(writer, session, number, head, step);
      },
    });
    session.answer = answer;
    try {
      return await answer;
    } catch (error) {
      // What failed may be tried again; what it had done by then is not done twice.
      if (session.answer === answer) session.answer = undefined;
      throw error;
    }
  }

  #save(writer: Writer, session: Session, number: number, head?: Document, step?: Document): void {
    // A command that its session has left behind cannot be asked for again.
    if (session.number !== number || this.#sessions.get(session.id) !== session) return;
    const isNew = session.saved !== number;
    session.saved = number;
    this.#records.save(writer, { session: session.id, number, isNew }, head, step);
  }

  /** Forgets sessions that their drivers have ended; what is on disk of them goes with the next sweep. */
  forget(ids: readonly { id: Binary }[]): void {
    for (const { id } of ids) {
      const key = id.toString('hex');
      const session = this.#sessions.get(key);
      if (session) this.#forget(session);
    }
  }

  #forget(session: Session): void {
    end(session);
    this.#sessions.delete(session.id);
    if (session.saved !== undefined) this.#gone.add(session.id);
  }

  /** Ends transactions open for too long and forgets idle sessions. */
  async sweep(): Promise<void> {
    const now = Date.now();
    for (const session of this.#sessions.values()) {
      if (session.transaction && now - session.since > TRANSACTION_LIFETIME) end(session);
      if (now - session.used > SESSION_LIFETIME) this.#forget(session);
    }
    if (this.#gone.size === 0) return;
    const gone = [...this.#gone];
    await this.#records.remove(gone, (id) => this.#sessions.get(id)?.saved === undefined);
    for (const each of gone) this.#gone.delete(each);
  }

  /** Ends all transactions, at the end of the program. */
  close(): void {
    for (const session of this.#sessions.values()) end(session);
  }
}

function end(session: Session): void {
  if (session.state !== 'open') return;
  session.transaction?.close();
  session.transaction = undefined;
  session.state = 'aborted';
}
