import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { open, type RootDatabase, type Transaction } from 'lmdb';
import { asServerError, ServerError } from '../../errors.js';
import { checkFile, faultIn } from './file-check.js';
import type { Work } from '../plan/scan.js';
import { forgetStop, noteStop } from './last-stop.js';
import { readRange, type Entry, type Range } from './ranges.js';
import { opened, sealed } from './seal.js';

export type { Entry, Range };

/** Ordered keys and values as one moment shows them. `start` is included and `end` is not, in either direction. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  range(range: Range): Entry[];
  /** How many keys a range has, without reading them; not every view can tell. */
  count?(start: Buffer, end: Buffer): number;
}

export interface Writer extends Reader {
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
  /** Called before a statement's first `put`, with all keys that must not be another transaction's. */
  claim(keys: () => readonly Buffer[]): void;
  /** A collection has so many records more. */
  counted(collection: { id: number; count: number | undefined }, more: number): void;
}

/** Thrown by a statement that has already written: everything it wrote is undone. */
export class Undo extends Error {
  override readonly cause: ServerError;

  constructor(cause: ServerError) {
    super(cause.message);
    this.cause = cause;
  }
}

/** How long a commit waits for those who were there the last time, in milliseconds. */
const MOST_PATIENCE = 1.5;

interface Job {
  run: (writer: Writer) => unknown;
  resolve: (value: never) => void;
  reject: (reason: Error) => void;
}

/**
 * The file on disk: one LMDB tree of binary keys. Statements that arrive while the loop is busy share one commit, and
 * each is answered after that commit's fsync.
 */
export class Store implements Writer {
  readonly #file: string;
  readonly #db: RootDatabase<Buffer, Buffer>;
  #queue: Job[] = [];
  #scheduled = false;
  #lastGroup = 0;
  #wrote = false;
  /** Called when a commit failed, for whoever caches what is on disk. */
  onRollback: () => void = () => undefined;

  constructor(folder: string) {
    this.#file = path.join(folder, 'store.mdb');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    checkFile(this.#file);
    forgetStop(this.#file);
    this.#db = open<Buffer, Buffer>({
      path: this.#file,
      keyEncoding: 'binary',
      encoding: 'binary',
      maxDbs: 1,
      // Without overlapping syncs a synchronous commit returns only after its fsync.
      overlappingSync: false,
    });
  }

  get(key: Buffer): Buffer | undefined {
    const stored = this.#db.getBinary(key);
    return stored && opened(key, stored);
  }

  range(range: Range): Entry[] {
    return readRange(this.#db, range);
  }

  put(key: Buffer, value: Buffer): void {
    this.#wrote = true;
    // The promise resolves at commit, which the surrounding transaction awaits by being synchronous.
    void this.#db.put(key, sealed(key, value));
  }

  remove(key: Buffer): void {
    this.#wrote = true;
    void this.#db.remove(key);
  }

  /** Replaced by the transactions, which know what is held. */
  claim: Writer['claim'] = () => undefined;

  counted(collection: { id: number; count: number | undefined }, more: number): void {
    if (collection.count !== undefined) collection.count += more;
  }

  /** Counts the keys of a range without reading them. */
  count(start: Buffer, end: Buffer): number {
    return this.#db.getKeysCount({ start, end });
  }

  /** A view that stays as it is now, until it is released. */
  snapshot(): Reader & { release(): void } {
    const transaction: Transaction = this.#db.useReadTransaction();
    return {
      get: (key) => {
        const entry = this.#db.getEntry(key, { transaction });
        return entry && opened(key, entry.value);
      },
      range: (range) => readRange(this.#db, range, transaction),
      count: (start, end) => this.#db.getKeysCount({ start, end, transaction }),
      release: () => {
        transaction.done();
      },
    };
  }

  /** What is wrong with the pages of the file, if anything is; see `checkFile`. */
  *fault(): Work<string> {
    // As long as this moment is held, no page that is in use now is written to.
    const { release } = this.snapshot();
    try {
      yield* faultIn(this.#file);
    } finally {
      release();
    }
  }

  /** Runs a statement against the newest state; resolves with its result once that is on disk. */
  write<T>(run: (writer: Writer) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run, resolve: resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      this.#gather(performance.now() + MOST_PATIENCE);
    });
  }

  // After the poll phase: all requests that have arrived by then share the commit. Where several clients were answered
  // together the last time, they are likely to come back together, too: a moment's patience saves a whole fsync.
  #gather(until: number): void {
    setImmediate(() => {
      if (this.#queue.length < this.#lastGroup && performance.now() < until) this.#gather(until);
      else this.#commitQueue();
    });
  }

  #commitQueue(): void {
    this.#scheduled = false;
    const jobs = this.#queue;
    // Forgotten slowly, for one straggler says nothing.
    this.#lastGroup = Math.max(jobs.length, Math.floor(this.#lastGroup * 0.75));
    this.#queue = [];
    try {
      this.#commit(jobs);
    } catch (error) {
      this.onRollback();
      if (jobs.length === 1) jobs[0]!.reject(reasonOf(error));
      else for (const job of jobs) this.#retryAlone(job);
    }
  }

  // One bad statement must not fail its neighbours in the group.
  #retryAlone(job: Job): void {
    try {
      this.#commit([job]);
    } catch (error) {
      this.onRollback();
      job.reject(reasonOf(error));
    }
  }

  #commit(jobs: readonly Job[]): void {
    const outcomes: (() => void)[] = [];
    this.#db.transactionSync(() => {
      for (const { run, resolve, reject } of jobs) {
        this.#wrote = false;
        try {
          const result = run(this);
          outcomes.push(() => {
            resolve(result as never);
          });
        } catch (error) {
          // Statements check before they write, so a refusal leaves nothing to undo; anything else undoes the group.
          if (this.#wrote && !(error instanceof ServerError)) throw error;
          outcomes.push(() => {
            reject(reasonOf(error));
          });
        }
      }
    });
    for (const answer of outcomes) answer();
  }

  /** Waits for the writes under way and closes the file. */
  async close(): Promise<void> {
    while (this.#scheduled) await new Promise((resolve) => setImmediate(resolve));
    await this.#db.close();
  }

  /** Closes the file so that the next start may trust it. Only for who had it alone. */
  async end(): Promise<void> {
    await this.close();
    noteStop(this.#file);
  }
}

function reasonOf(error: unknown): Error {
  return error instanceof Undo ? error.cause : asServerError(error);
}
