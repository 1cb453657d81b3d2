import { fingerprint, START_OF_CHAIN } from '../history/event.js';
import type { Author } from '../policies/actor.js';

/** What may happen to a file of a case. Only a signed decision to dispose of it removes its bytes. */
export const custodyActs = [
  'added',
  'seen',
  'downloaded',
  'exported',
  'masked',
  'unmasked',
  'moved',
  'withdrawn',
  'restored',
  'disposed',
  'quarantined',
  'released',
] as const;
export type CustodyAct = (typeof custodyActs)[number];

/** Who did something to a file, when, and from which address on the network. */
export type Custodian = { by: Author; at: Date; from: string };
export type Note = Custodian & { fileId: string; act: CustodyAct; detail?: string };

/**
 * A line of the ledger. It follows two lines: the one before it of the same file (`previous`), so that the record of one
 * file can be checked alone years later, and the one before it in the ledger (`before`), so that no record disappears whole.
 */
export type CustodyEntry = Note & {
  /** Its place in the ledger, from 1. */
  n: number;
  /** Its place in the record of its file, from 1. */
  seq: number;
  previous: string;
  before: string;
  hash: string;
};

export type LedgerEnd = { n: number; hash: string };
export type FileEnd = { seq: number; hash: string };

export const EMPTY_LEDGER: LedgerEnd = { n: 0, hash: START_OF_CHAIN };
const EMPTY_RECORD: FileEnd = { seq: 0, hash: START_OF_CHAIN };

/** The product itself, where nobody acts. */
export const PRODUCT: Author = {
  personId: 'product',
  name: 'Kỷ Cương',
  post: 'Phần mềm',
  postEnglish: 'The product',
};

const hashOf = (entry: Omit<CustodyEntry, 'hash'>): string => fingerprint(entry);

/** Makes the lines for what has happened, chained to the ends of the ledger and of each file's record. */
export function chained(notes: readonly Note[], end: LedgerEnd, ends: ReadonlyMap<string, FileEnd>) {
  const fileEnds = new Map(ends);
  let last = end;
  const entries = notes.map((note): CustodyEntry => {
    const file = fileEnds.get(note.fileId) ?? EMPTY_RECORD;
    const line = { ...note, n: last.n + 1, seq: file.seq + 1, previous: file.hash, before: last.hash };
    const hash = hashOf(line);
    last = { n: line.n, hash };
    fileEnds.set(note.fileId, { seq: line.seq, hash });
    return { ...line, hash };
  });
  return { entries, end: last, ends: fileEnds };
}

/** What is wrong with the record of one file, given whole and in order; empty when nothing is. */
export function recordFaults(entries: readonly CustodyEntry[]): string[] {
  let last = EMPTY_RECORD;
  return entries.flatMap((entry) => {
    const faults = faultsOfLine(entry, last);
    last = { seq: entry.seq, hash: entry.hash };
    return faults;
  });
}

function faultsOfLine({ hash, ...line }: CustodyEntry, last: FileEnd): string[] {
  return [
    ...(hashOf(line) === hash ? [] : [`entry ${line.seq} was altered`]),
    ...(line.seq === last.seq + 1 && line.previous === last.hash
      ? []
      : [`entry ${line.seq} does not follow entry ${last.seq}`]),
  ];
}

type LedgerFault = { id: string; what: string };

/**
 * Checks the whole ledger, line by line in its order: against itself, against the end that was written beside it and
 * against the ends that the journal was told of from day to day, which nobody can shorten unnoticed.
 */
export async function ledgerFaults(
  entries: AsyncIterable<CustodyEntry>,
  written: LedgerEnd,
  sealed: readonly LedgerEnd[],
): Promise<{ lines: number; faults: LedgerFault[] }> {
  const faults: LedgerFault[] = [];
  const ends = [...sealed, written];
  const sealedAt = new Map(ends.map(({ n }) => [n, ends.filter((end) => end.n === n)]));
  const records = new Map<string, FileEnd>();
  let last = EMPTY_LEDGER;
  for await (const entry of entries) {
    for (const what of faultsOfLine(entry, records.get(entry.fileId) ?? EMPTY_RECORD))
      faults.push({ id: entry.fileId, what });
    if (entry.n !== last.n + 1 || entry.before !== last.hash)
      faults.push({ id: String(entry.n), what: `does not follow line ${last.n}` });
    if (sealedAt.get(entry.n)?.some(({ hash }) => hash !== entry.hash))
      faults.push({ id: String(entry.n), what: 'is not the line that was sealed' });
    records.set(entry.fileId, { seq: entry.seq, hash: entry.hash });
    last = { n: entry.n, hash: entry.hash };
  }
  const known = Math.max(...sealedAt.keys());
  if (known > last.n)
    faults.push({ id: String(known), what: `is missing: the record ends at line ${last.n}` });
  return { lines: last.n, faults };
}

/** Looks of one person at one file on one day are one line: pictures come again and again on the pages of a case. */
export const lookKey = ({ fileId, by }: Pick<Note, 'fileId' | 'by'>, day: string): string =>
  `${day} ${by.personId} ${fileId}`;
