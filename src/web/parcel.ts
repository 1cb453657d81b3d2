import type { Author } from '../policies/actor.js';

/** A file that is sent in pieces, until it is whole and becomes a stored file or is refused. */
export type Parcel = {
  id: string;
  ownerId: string;
  /** The field of the form that it was chosen in. */
  field: string;
  /** The thing whose form it was chosen in: a case, a finding. */
  about?: string;
  name: string;
  /** Bytes in all, and how many have arrived. */
  size: number;
  offset: number;
  fileId?: string;
  /** Wording key of what is wrong with it. */
  fault?: string;
  /** Who sends it, and from which address. */
  by?: Author;
  from?: string;
};

/** Where parcels are kept while they arrive. */
export type ParcelKeeper = {
  create: (parcel: Parcel, now: Date) => Promise<void>;
  find: (id: string, ownerId: string) => Promise<Parcel | undefined>;
  unfinished: (ownerId: string) => Promise<number>;
  append: (id: string, at: number, data: Buffer, now: Date) => Promise<boolean>;
  pieces: (id: string) => AsyncIterable<Buffer>;
  claim: (id: string, now: Date, heldUntil: Date) => Promise<boolean>;
  finish: (id: string, outcome: { fileId: string } | { fault: string }) => Promise<void>;
  discard: (id: string) => Promise<void>;
  untouchedSince: (before: Date) => Promise<string[]>;
};

/** Pairs of name and base64 text, as tus sends what is known of a file: `filename aGVsbG8=,field ZmlsZXM=`. */
export function readMetadata(header: string): Record<string, string> {
  const pairs = header.split(',').map((pair) => pair.trim().split(/\s+/));
  const known = Object.create(null) as Record<string, string>;
  for (const [name = '', value = ''] of pairs)
    if (/^\w{1,30}$/.test(name)) known[name] = Buffer.from(value, 'base64').toString('utf8');
  return known;
}

/** The id of the thing whose form has this address: of `/findings/ID/reply` and of `/inspections/ID/findings`, ID. */
export const aboutIn = (form: string): string | undefined => /^\/[a-z]+\/([\w-]{10,60})\b/.exec(form)?.[1];

/** A number of bytes from a header; undefined for anything else. */
export const readBytes = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;

/** What people quote when they ask after a file: K7M2-4QXT, the beginning of its random id. */
export const receiptOf = (id: string): string => `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
