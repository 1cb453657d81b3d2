import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { EvidenceItem } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/errors.js';
import type { ChecksRepository } from './checks.repository.js';
import { withSince, type Check, type FaultKind, type FileFault } from './integrity.js';

export type IntegrityDeps = {
  clock: Clock;
  repository: ChecksRepository;
  /** Every file that a case tells of, with the hash that stands in its hashed history. */
  everyFile: () => AsyncIterable<{ id: string; sha256: string; size: number }>;
  /** Files that were disposed of by a signed decision: nobody misses them. */
  disposed: () => Promise<Set<string>>;
  read: (id: string) => Readable;
  /** A file, if the actor may see it; else not found. */
  item: (actor: Actor, id: string) => Promise<EvidenceItem>;
};

/** Copies of one file that are looked at; who has more of the same bytes learns of these. */
const MOST_COPIES = 50;

/** Reads files back and compares them with what was told of them when they came. */
export function integrityService({ clock, repository, everyFile, disposed, read, item }: IntegrityDeps) {
  async function faultOf(id: string, sha256: string): Promise<FaultKind | undefined> {
    const hash = createHash('sha256');
    try {
      for await (const piece of read(id)) hash.update(piece as Buffer);
    } catch {
      return 'missing';
    }
    return hash.digest('hex') === sha256 ? undefined : 'altered';
  }

  return {
    /** Reads every file of every case, one at a time, and keeps what it came to. */
    async verify(): Promise<Check> {
      const startedAt = clock.now();
      const before = await repository.last();
      const [seen, gone] = [new Set<string>(), await disposed()];
      const found: Omit<FileFault, 'since'>[] = [];
      let bytes = 0;
      for await (const { id, sha256, size } of everyFile()) {
        if (seen.has(id) || gone.has(id)) continue;
        seen.add(id);
        bytes += size;
        const what = await faultOf(id, sha256);
        if (what !== undefined) found.push({ fileId: id, what });
      }
      const faults = withSince(found, before?.faults ?? [], clock.now());
      const check = { startedAt, finishedAt: clock.now(), files: seen.size, bytes, faults };
      await repository.save(check);
      return check;
    },

    /** What the last reading found, for whoever keeps the machine; undefined before the first. */
    async last(actor: Actor): Promise<Check | undefined> {
      assertAllowed(actor, 'settings.manage');
      return repository.last();
    },

    /** What is wrong with one file since when, for a page that may show the file. */
    faultOf: async (fileId: string): Promise<FileFault | undefined> =>
      (await repository.last())?.faults.find((fault) => fault.fileId === fileId),

    /** The files with these bytes that the actor may see. That there are others is not told. */
    async known(actor: Actor, sha256: string): Promise<EvidenceItem[]> {
      const ids = await repository.idsOf(sha256, MOST_COPIES);
      const items = await Promise.all(
        ids.map((id) =>
          item(actor, id).catch((error: unknown) => {
            if (error instanceof NotFound) return undefined;
            throw error;
          }),
        ),
      );
      return items.flatMap((one) => (one === undefined ? [] : [one]));
    },
  };
}
