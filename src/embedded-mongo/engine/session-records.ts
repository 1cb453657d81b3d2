import type { Document } from 'bson';
import { bytesOf, decode, numberOf } from './values/documents.js';
import { pick, wantedBy } from './values/raw.js';
import { afterPrefix } from './values/keys.js';
import { prefix, sessionKey, sessionOf, stepKey } from './storage/layout.js';
import type { Store, Writer } from './storage/store.js';

/** What a session did last, as it lies on disk beside what it did. */
export interface SessionRecord {
  number: number;
  /** The number was a transaction's, and that is committed. */
  committed: boolean;
  /** When, in milliseconds since 1970. */
  at: number;
}

/** How far a write has come: the newest `head`, and one of `steps` for each commit that had more to say. */
export interface SavedProgress {
  head: Document;
  steps: Document[];
}

const HEAD = wantedBy(['number', 'committed', 'at']);
const BATCH = 100;

/** The part of the sessions that outlives the process. Written within the commit of what it remembers. */
export class SessionRecords {
  readonly #store: Store;
  /** Sessions that have steps on disk. */
  readonly #stepped = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** All records, by the session's id in hexadecimal. */
  *all(): Generator<[string, SessionRecord]> {
    let start = prefix(0, 3);
    for (;;) {
      const batch = this.#store.range({ start, end: prefix(0, 4), reverse: false, limit: BATCH });
      for (const { key, value } of batch) {
        const session = sessionOf(key);
        if (key.length > sessionKey(session).length) {
          this.#stepped.add(session);
          continue;
        }
        const { number, committed, at } = decode(pick(value, HEAD));
        yield [session, { number: numberOf(number)!, committed: committed === true, at: numberOf(at)! }];
      }
      if (batch.length < BATCH) return;
      start = Buffer.concat([batch.at(-1)!.key, Buffer.from([0])]);
    }
  }

  /** How far the write with this number has come; undefined when it has done nothing yet. */
  progress(session: string, number: number): SavedProgress | undefined {
    const bytes = this.#store.get(sessionKey(session));
    const record = bytes && decode(bytes);
    if (!record?.head || numberOf(record.number) !== number) return undefined;
    const start = stepKey(session, number, 0);
    const range = { start, end: afterPrefix(sessionKey(session))!, reverse: false, limit: 1e6 };
    const steps = this.#stepped.has(session) ? this.#store.range(range) : [];
    return { head: record.head as Document, steps: steps.map(({ value }) => decode(value)) };
  }

  /** Remembers a commit. `isNew` when the session's number is another than the last time. */
  save(
    writer: Writer,
    { session, number, isNew }: { session: string; number: number; isNew: boolean },
    head?: Document,
    step?: Document,
  ): void {
    if (isNew && this.#stepped.delete(session)) this.#removeAll(writer, session);
    const record = { number, committed: head === undefined, at: Date.now(), ...(head && { head }) };
    writer.put(sessionKey(session), bytesOf(record));
    if (!step) return;
    this.#stepped.add(session);
    writer.put(stepKey(session, number, numberOf(step.next)!), bytesOf(step));
  }

  /** Removes the records that are still unwanted when their turn comes. */
  async remove(sessions: readonly string[], isUnwanted: (session: string) => boolean): Promise<void> {
    await this.#store.write((writer) => {
      for (const each of sessions) if (isUnwanted(each)) this.#removeAll(writer, each);
    });
  }

  #removeAll(writer: Writer, session: string): void {
    const start = sessionKey(session);
    const range = { start, end: afterPrefix(start)!, reverse: false, limit: 1e6, keysOnly: true };
    for (const { key } of writer.range(range)) writer.remove(key);
  }
}
