import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';

export const FORMAT = 'ky-cuong-case-file';
export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';
export const RECORDS = {
  history: 'records/history.json',
  custody: 'records/custody.json',
  journal: 'records/journal.json',
};

/** A decision to dispose of files: its number and its day. */
export type Decision = { number: string; on: Day };

/** A file in the archive. `sha256` is that of the bytes that went into it. */
export type ManifestEntry = {
  path: string;
  kind: 'original' | 'document' | 'record' | 'index';
  size: number;
  sha256: string;
  /** Of an original: the id under which the case keeps it, and the SHA-256 that was taken when it came. */
  id?: string;
  recorded?: string;
  name?: string;
  caption?: string;
  /** Where it belongs, in the language of whoever made the archive. */
  place?: string;
  by?: string;
  receivedAt?: string;
  /** Why it was taken back, where it was. */
  withdrawn?: string;
  /** The decision by which it was disposed of: it stands in the list with its hash, and no bytes of it are there. */
  disposed?: Decision;
  /** Why it is not whole. */
  fault?: string;
};

/** What the archive says of itself; everything else in it can be checked against this. */
export type Manifest = {
  format: typeof FORMAT;
  version: 1;
  /** The id under which the making of this archive is kept in the records of its files. */
  id: string;
  case: { id: string; number: string; unit: string; authority: string; state: string };
  madeAt: string;
  madeBy: Author;
  /** Where the product's journal ended then. */
  journal: { seq: number; hash: string };
  entries: ManifestEntry[];
};

/** A name that every system can hold: no signs of paths, no dots in front, not too long, the ending kept. */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')

    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = /\.[^.]{1,8}$/.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - ending.length);
  return `${Array.from(stem).slice(0, 80).join('') || 'tep'}${ending}`;
}

/** `originals/007 KT-2026-0142_1 quầy.jpg`: numbered, so that no two are the same. */
export const originalPath = (index: number, label: string, name: string): string =>
  `originals/${String(index).padStart(3, '0')} ${safeName(`${label} ${name}`.trim())}`;

/** As sha256sum reads it, so that anybody can check the archive without this product. */
export const sumsOf = (entries: readonly Pick<ManifestEntry, 'path' | 'sha256' | 'disposed'>[]): string =>
  entries
    .filter(({ disposed }) => disposed === undefined)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
