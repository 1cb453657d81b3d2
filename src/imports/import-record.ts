import type { Event } from '../history/event.js';
import type { Author } from '../policies/actor.js';

/** That somebody took things from a file: kept for ever, the file by its name and fingerprint. */
export type ImportRecord = {
  id: string;
  version: number;
  kind: string;
  of: string;
  /** The unit for which it was done. */
  authorityId: string;
  file: { name: string; size: number; sha256: string };
  rows: number;
  taken: number;
  known: number;
  by: Author;
  at: Date;
  history: Event[];
};
