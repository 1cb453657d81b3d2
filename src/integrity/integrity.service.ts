import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  concludedEvidence,
  filesConcludedUpon,
  hashOfHashes,
  type Concluded,
} from '../findings/concluded-evidence.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/errors.js';
import type { ChecksRepository } from './checks.repository.js';
import { withSince, type Check, type FaultKind, type FileFault, type ToldFile } from './integrity.js';

export type IntegrityDeps = {
  clock: Clock;
  repository: ChecksRepository;
  /** Whatever keeps files: each tells of all of its own, with the hash that stands in its hashed history. */
  tellers: readonly (() => AsyncIterable<ToldFile>)[];
  /** The ids of all files in the store that belong to something. */
  keptIds: () => Promise<Set<string>>;
  /** Files that were disposed of by a signed decision: nobody misses them. */
  disposed: () => Promise<Set<string>>;
  /** The findings of the case with this number, whoever may see them. */
  findingsOf: (number: string) => Promise<readonly Concluded[]>;
  read: (id: string) => Readable;
  /** A file, if the actor may see it; else not found. */
  item: (actor: Actor, id: string) => Promise<EvidenceItem>;
};

type Found = Omit<FileFault, 'since'>;

/** Copies of one file that are looked at; who has more of the same bytes learns of these. */
const MOST_COPIES = 50;

/** Reads files back and compares them with what was told of them when they came. */
export function integrityService({
  clock,
  repository,
  tellers,
  keptIds,
  disposed,
  findingsOf,
  read,
  item,
}: IntegrityDeps) {
  /** Of its bytes as they are read now; undefined when they cannot be read to the end. */
  async function hashOf(id: string): Promise<string | undefined> {
    const hash = createHash('sha256');
    try {
      for await (const piece of read(id)) hash.update(piece as Buffer);
    } catch {
      return undefined;
    }
    return hash.digest('hex');
  }

  async function faultOf({ id, sha256 }: ToldFile): Promise<FaultKind | undefined> {
    const now = await hashOf(id);
    if (now === undefined) return 'missing';
    return sha256 === undefined || now === sha256 ? undefined : 'altered';
  }

  /** Reads every file that is told of, each once. */
  async function readAll(): Promise<{ seen: Set<string>; bytes: number; found: Found[] }> {
    const [seen, gone] = [new Set<string>(), await disposed()];
    const found: Found[] = [];
    let bytes = 0;
    for (const files of tellers)
      for await (const file of files()) {
        if (seen.has(file.id) || gone.has(file.id)) continue;
        seen.add(file.id);
        bytes += file.size;
        const what = await faultOf(file);
        if (what !== undefined) found.push({ fileId: file.id, what });
      }
    return { seen, bytes, found };
  }

  /** Files that are kept and that nothing told of; what came or went meanwhile is neither. */
  async function untold(before: ReadonlySet<string>, seen: ReadonlySet<string>): Promise<Found[]> {
    const left = [...before].filter((id) => !seen.has(id));
    const still = left.length === 0 ? new Set() : await keptIds();
    return left.filter((id) => still.has(id)).map((fileId) => ({ fileId, what: 'untold' }));
  }

  return {
    /** Reads every file back, one at a time, looks for files that nothing tells of, and keeps what it came to. */
    async verify(): Promise<Check> {
      const startedAt = clock.now();
      const before = await repository.last();
      const kept = await keptIds();
      const { seen, bytes, found } = await readAll();
      found.push(...(await untold(kept, seen)));
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

    /**
     * The one hash of the files that a case was concluded upon: as it stands on record, and worked out from their bytes
     * as they are read now. Of files that were disposed of only the record is left. Undefined where there are none.
     */
    async readConcluded(number: string): Promise<{ files: number; hash: string; now: string } | undefined> {
      const findings = await findingsOf(number);
      const recorded = concludedEvidence(findings);
      if (recorded === undefined) return undefined;
      const gone = await disposed();
      const hashes: string[] = [];
      for (const { id, sha256 } of findings.flatMap(filesConcludedUpon))
        hashes.push(gone.has(id) ? sha256 : ((await hashOf(id)) ?? 'missing'));
      return { ...recorded, now: hashOfHashes(hashes) };
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
