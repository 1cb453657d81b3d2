import type { CustodyEntry } from '../custody/custody.js';
import type { ManifestEntry } from './case-file.js';
import type { Exported } from './withheld.js';

export type Histories = { subject: string; documents: Exported[] }[];

/** Files that the history tells of, with their hashes: in whatever part of a document they lie. */
function filesIn(value: unknown, found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) for (const item of value) filesIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { id, sha256, receivedAt } = value as Record<string, unknown>;
    if (typeof id === 'string' && typeof sha256 === 'string' && receivedAt !== undefined)
      found.set(id, sha256);
    for (const item of Object.values(value)) filesIn(item, found);
  }
  return found;
}

/** What the hashed history says of the originals against what the manifest says of them. */
export function originalFaults(histories: Histories, entries: readonly ManifestEntry[]): string[] {
  const told = filesIn(
    histories.flatMap(({ documents }) => documents.map(({ history: _, ...facts }) => facts)),
  );
  const there = new Map(
    entries.flatMap((entry) => (entry.id === undefined ? [] : [[entry.id, entry] as const])),
  );
  return [...told].flatMap(([id, sha256]) => {
    const entry = there.get(id);
    if (entry === undefined) return [`file ${id} of the case is not in the archive`];
    const kept = entry.disposed === undefined ? entry.sha256 : entry.recorded;
    return kept === sha256 || entry.fault !== undefined
      ? []
      : [`${entry.path} is not the file that the case tells of`];
  });
}

/** Whoever says that a file was disposed of must have it in the record of that file, by the same decision. */
export const disposalFaults = (disposed: readonly ManifestEntry[], lines: CustodyEntry[]): string[] =>
  disposed
    .filter(
      (entry) =>
        !lines.some(
          ({ fileId, act, detail }) =>
            fileId === entry.id && act === 'disposed' && detail === entry.disposed?.number,
        ),
    )
    .map(({ path }) => `${path} is not there, and its record tells of no disposal`);

type Note = { id: string; boxes?: unknown[]; takenAt?: string; effectiveOn?: string };

/** What the manifest says of a file against what people said of it, and copies that are of no original in the archive. */
export function sayingFaults(histories: Histories, entries: readonly ManifestEntry[]): string[] {
  const notes = new Map(
    histories
      .filter(({ subject }) => subject === 'file_note')
      .flatMap(({ documents }) => documents as unknown as Note[])
      .map((note) => [note.id, note]),
  );
  const originals = new Set(entries.flatMap(({ id }) => id ?? []));
  return entries.flatMap(({ path, id, copyOf, takenAt, effectiveOn, masks = 0 }) => {
    if (copyOf !== undefined)
      return originals.has(copyOf) ? [] : [`${path} is a copy of no file of the case`];
    const note = id === undefined ? undefined : notes.get(id);
    const agrees =
      masks === (note?.boxes?.length ?? 0) &&
      effectiveOn === note?.effectiveOn &&
      (note?.takenAt === undefined || takenAt === note.takenAt);
    return agrees ? [] : [`${path}: its masks or times are not those on record`];
  });
}
