import { Timestamp } from 'bson';
import { ServerError } from '../errors.js';
import type { Moment } from './moments.js';

/** Milliseconds that a snapshot outlives its last use: as long as a cursor may rest. */
const IDLE = 10 * 60_000;
/** LMDB has a table of readers of fixed size, and each old state keeps pages from being used again. */
const MOST = 32;

/** The state that reads with `readConcern: { level: 'snapshot' }` see, and the time by which clients name it. */
export interface Snapshot {
  time: Timestamp;
  moment: Moment;
}

/**
 * States of the store that clients read outside transactions: the first read takes the present and is told its time
 * (`atClusterTime`); later reads of the same session name that time. MongoDB keeps five minutes of history for it, this
 * store the states that were really asked for.
 */
export class Snapshots {
  /** By time; the one that was used last is at the end. */
  readonly #kept = new Map<bigint, Snapshot & { used: number }>();
  readonly #take: () => Moment;
  #last = new Timestamp({ t: 0, i: 0 });

  constructor(take: () => Moment) {
    this.#take = take;
  }

  /** The state of that time, or the present when none is named. */
  at(time: unknown, now: Date): Snapshot {
    if (time === undefined) return this.#keep({ time: this.#next(now), moment: this.#take() }, now);
    if (!(time instanceof Timestamp))
      throw new ServerError(
        'TypeMismatch',
        "BSON field 'readConcern.atClusterTime' is the wrong type, expected type 'timestamp'",
      );
    const known = this.#kept.get(time.toBigInt());
    if (!known) throw new ServerError('SnapshotTooOld', 'Read timestamp is older than the oldest available');
    return this.#keep(known, now);
  }

  #keep({ time, moment }: Snapshot, now: Date): Snapshot {
    const name = time.toBigInt();
    this.#kept.delete(name);
    const [longestUnused] = this.#kept.keys();
    if (longestUnused !== undefined && this.#kept.size >= MOST) this.#release(longestUnused);
    const kept = { time, moment, used: now.getTime() };
    this.#kept.set(name, kept);
    return kept;
  }

  // Two states never share a time, however fast they follow each other.
  #next(now: Date): Timestamp {
    const seconds = Math.max(Math.floor(now.getTime() / 1000), this.#last.t);
    this.#last = new Timestamp({ t: seconds, i: seconds === this.#last.t ? this.#last.i + 1 : 1 });
    return this.#last;
  }

  #release(name: bigint): void {
    this.#kept.get(name)?.moment.release();
    this.#kept.delete(name);
  }

  /** Lets go of what nobody has read for ten minutes. */
  sweep(now: Date): void {
    for (const [name, { used }] of this.#kept) if (used < now.getTime() - IDLE) this.#release(name);
  }

  /** Lets go of everything. */
  close(): void {
    for (const name of [...this.#kept.keys()]) this.#release(name);
  }
}
