import { createHash } from 'node:crypto';
import { recordFaults, type CustodyEntry } from '../custody/custody.js';
import { fingerprint } from '../history/event.js';
import type { JournalEntry } from '../history/journal.model.js';
import { FORMAT, MANIFEST, RECORDS, SUMS, type Manifest, type ManifestEntry } from './case-file.js';
import { disposalFaults, originalFaults, sayingFaults, type Histories } from './file-faults.js';
import { exportedFaults, withheldIn } from './withheld.js';
import { BrokenArchive, openArchive, type Archive, type ArchivePart } from './zip-reader.js';
import { sha256Of } from '../shared/sha256.js';

/** So much of records is read into memory; a case with thousands of events has some megabytes. */
const MOST_TEXT = 256 * 1024 * 1024;

export type Checked = {
  manifest: Manifest;
  read: number;
  bytes: number;
  manifestHash: string;
  /** Events of which only their place in the chain could be checked. */
  withheld: number;
  /** Files that were disposed of by a decision, and the record that says so. */
  disposed: ManifestEntry[];
  faults: string[];
};

async function textOf(part: ArchivePart): Promise<string> {
  if (part.size > MOST_TEXT) throw new BrokenArchive(`${part.name} is larger than any record can be`);
  const pieces: Buffer[] = [];
  for await (const piece of await part.open()) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function jsonIn<T>(parts: Map<string, ArchivePart>, name: string): Promise<T> {
  const part = parts.get(name);
  if (part === undefined) throw new BrokenArchive(`${name} is missing`);
  try {
    return JSON.parse(await textOf(part)) as T;
  } catch (error) {
    if (error instanceof SyntaxError) throw new BrokenArchive(`${name} cannot be read`);
    throw error;
  }
}

const isManifest = (value: Manifest): boolean =>
  value.format === FORMAT && value.version === 1 && Array.isArray(value.entries);

/** Reads one part against what the manifest says of it; no further than that, however long it is. */
async function entryFaults(entry: ManifestEntry, part: ArchivePart | undefined): Promise<string[]> {
  if (entry.disposed !== undefined)
    return part === undefined ? [] : [`${entry.path} was disposed of, and is in the archive`];
  if (part === undefined) return [`${entry.path} is missing`];
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of await part.open()) {
      size += (piece as Buffer).length;
      if (size > entry.size) return [`${entry.path} is longer than the manifest says`];
      hash.update(piece as Buffer);
    }
  } catch (error) {
    return [`${entry.path} cannot be read: ${(error as Error).message}`];
  }
  if (hash.digest('hex') !== entry.sha256) return [`${entry.path} was altered`];
  return entry.fault === undefined
    ? []
    : [`${entry.path} was not whole when it was exported: ${entry.fault}`];
}

/** Every event against its hash and its line of the journal, every document against its last event. */
function historyFaults(histories: Histories, journal: JournalEntry[]): string[] {
  const known = new Map(journal.map((line) => [`${line.subjectId} ${line.eventSeq}`, line]));
  return histories.flatMap(({ subject, documents }) =>
    documents.flatMap((document) => [
      ...exportedFaults(document).map((what) => `${subject} ${document.id} ${what}`),
      ...document.history.flatMap(({ seq, hash }) => {
        const line = known.get(`${document.id} ${seq}`);
        if (line?.eventHash !== hash) return [`${subject} ${document.id} event ${seq} is not in the journal`];
        const { hash: own, ...rest } = line;
        return fingerprint(rest) === own ? [] : [`line ${line.seq} of the journal was altered`];
      }),
    ]),
  );
}

function custodyFaults(lines: CustodyEntry[]): string[] {
  const records = new Map<string, CustodyEntry[]>();
  for (const line of lines) records.set(line.fileId, [...(records.get(line.fileId) ?? []), line]);
  return [...records].flatMap(([id, record]) =>
    recordFaults(record).map((what) => `record of ${id}: ${what}`),
  );
}

async function check({ parts: all }: Archive): Promise<Checked> {
  const parts = new Map(all.map((part) => [part.name, part]));
  const faults = all.length === parts.size ? [] : ['two parts have the same name'];
  const part = parts.get(MANIFEST);
  if (part === undefined) throw new BrokenArchive(`${MANIFEST} is missing: this is no case file`);
  const manifest = await jsonIn<Manifest>(parts, MANIFEST);
  if (!isManifest(manifest)) throw new BrokenArchive(`${MANIFEST} is not that of a case file`);
  for (const entry of manifest.entries) faults.push(...(await entryFaults(entry, parts.get(entry.path))));
  const expected = new Set([...manifest.entries.map(({ path }) => path), MANIFEST, SUMS]);
  for (const name of parts.keys()) if (!expected.has(name)) faults.push(`${name} does not belong to it`);
  const custody = await jsonIn<CustodyEntry[]>(parts, RECORDS.custody);
  const disposed = manifest.entries.filter((entry) => entry.disposed !== undefined);
  const histories = await jsonIn<Histories>(parts, RECORDS.history);
  faults.push(
    ...historyFaults(histories, await jsonIn<JournalEntry[]>(parts, RECORDS.journal)),
    ...custodyFaults(custody),
    ...disposalFaults(disposed, custody),
    ...originalFaults(histories, manifest.entries),
    ...sayingFaults(histories, manifest.entries),
  );
  const manifestHash = sha256Of(await textOf(part));
  const bytes = manifest.entries.reduce((sum, { size }) => sum + size, 0);
  const documents = histories.flatMap((one) => one.documents);
  const withheld = documents.reduce((sum, document) => sum + withheldIn(document), 0);
  return { manifest, read: manifest.entries.length, bytes, manifestHash, withheld, disposed, faults };
}

/**
 * Checks a case file without the product's database: every part against the manifest, the originals against what the
 * history says of them, and the history, the records of the files and the lines of the journal against their own hashes.
 */
export async function checkCaseFile(path: string): Promise<Checked> {
  const archive = await openArchive(path);
  try {
    return await check(archive);
  } finally {
    archive.close();
  }
}
