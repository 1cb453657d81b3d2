import type { Author } from '../policies/actor.js';
import { sha256Of } from '../shared/sha256.js';

/** One field of a case before and after a change. Absent means that there was, or is, nothing. */
export type Change = { field: string; before?: unknown; after?: unknown };

/**
 * Something that happened to a case. Kept inside the case's own document and written in the same update as the change.
 * `hash` covers everything else here and `previous`, the hash of the event before it; `state` is the fingerprint of
 * the whole document after the change. So an event altered, removed or put in, and a fact altered without an event, show.
 */
export type Event = {
  seq: number;
  at: Date;
  by: Author;
  /** A word of the lifecycle: `approved`, `opened`, `recorded`, … */
  action: string;
  reason?: string;
  changes: Change[];
  state: string;
  previous: string;
  hash: string;
};

/** What the author says of a change. */
export type Act = { at: Date; by: Author; action: string; reason?: string };

export const START_OF_CHAIN = '0'.repeat(64);

/** The same facts give the same text: keys in order, dates in ISO form, undefined left out. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

export const fingerprint = (value: unknown): string => sha256Of(canonical(value));

/** A document that keeps its own history. */
export type Journaled = { id: string; version: number; history: Event[] };
export type Facts<T extends Journaled> = Omit<T, 'version' | 'history'>;

/** What a document says apart from its history: what its events compare. */
export function factsOf<T extends Journaled>(subject: T): Facts<T> {
  const { version: _version, history: _history, ...facts } = subject;
  return facts;
}

/** The fields that differ, in alphabetical order. */
export function changesBetween(before: object | undefined, after: object): Change[] {
  const old = (before ?? {}) as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return fields
    .filter((field) => field !== 'id' && old[field] !== now[field])
    .filter((field) => canonical(old[field]) !== canonical(now[field]))
    .map((field) => ({
      field,
      ...(old[field] === undefined ? {} : { before: old[field] }),
      ...(now[field] === undefined ? {} : { after: now[field] }),
    }));
}

const hashOf = (event: Omit<Event, 'hash'>): string => fingerprint(event);

/** Makes the event for a change, chained to the last one. Pure: the time comes with the act. */
export function eventOf(act: Act, before: object | undefined, after: object, last: Event | undefined): Event {
  const event = {
    seq: (last?.seq ?? 0) + 1,
    ...act,
    changes: changesBetween(before, after),
    state: fingerprint(after),
    previous: last?.hash ?? START_OF_CHAIN,
  };
  return { ...event, hash: hashOf(event) };
}

/** What is wrong with a document's history; empty when nothing is. */
export function faultsOf<T extends Journaled>(subject: T): string[] {
  const faults: string[] = [];
  let previous = START_OF_CHAIN;
  subject.history.forEach((event, index) => {
    const { hash, ...rest } = event;
    if (event.seq !== index + 1) faults.push(`event ${index + 1} is numbered ${event.seq}`);
    if (event.previous !== previous) faults.push(`event ${event.seq} does not follow the one before it`);
    if (hashOf(rest) !== hash) faults.push(`event ${event.seq} was altered`);
    previous = hash;
  });
  const last = subject.history.at(-1);
  if (last === undefined) faults.push('has no history');
  else if (last.state !== fingerprint(factsOf(subject))) faults.push('was altered without an event');
  return faults;
}
