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

export const entryKinds = ['original', 'copy', 'document', 'record', 'index'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A file in the archive. `sha256` is that of the bytes that went into it. */
export type ManifestEntry = {
  path: string;
  kind: EntryKind;
  size: number;
  sha256: string;
  /** Of an original: the id under which the case keeps it, and the SHA-256 that was taken when it came. */
  id?: string;
  recorded?: string;
  /** Of a copy to look at: the id of its original. */
  copyOf?: string;
  name?: string;
  caption?: string;
  /** Where it belongs, in the language of whoever made the archive. */
  place?: string;
  by?: string;
  receivedAt?: string;
  /** When it was made, as its camera or somebody who knows better says, and the day for which it counts. */
  takenAt?: string;
  effectiveOn?: Day;
  /** How many parts of the picture are covered on its copies; the original is not. */
  masks?: number;
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

const numbered = (folder: string, index: number, label: string, name: string): string =>
  `${folder}/${String(index).padStart(3, '0')} ${safeName(`${label} ${name}`.trim())}`;

/** `originals/007 KT-2026-0142_1 quầy.jpg`: numbered, so that no two are the same. */
export const originalPath = (index: number, label: string, name: string): string =>
  numbered('originals', index, label, name);

/** The copy to look at has the number of its original. */
export const copyPath = (index: number, label: string, name: string): string =>
  numbered('copies', index, label, name.replace(/\.[^.]*$/, '.jpg'));

/** As sha256sum reads it, so that anybody can check the archive without this product. */
export const sumsOf = (entries: readonly Pick<ManifestEntry, 'path' | 'sha256' | 'disposed'>[]): string =>
  entries
    .filter(({ disposed }) => disposed === undefined)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
