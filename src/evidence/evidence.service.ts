import type { Readable } from 'node:stream';
import type { Transaction } from '../database/connect.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale } from '../shared/errors.js';
import type { FileStore, StoredFile } from './file-store.js';
import { makeThumbnail } from './thumbnail.js';

/** A file that came into a case: who sent it, when. */
export type Arrived = Pick<StoredFile, 'id' | 'ownerId' | 'receivedAt' | 'sender'>;

export type EvidenceDeps = {
  clock: Clock;
  files: FileStore;
  findings: FindingsRepository;
  /** Keeps in the records of the files that they came into a case. */
  noteAdded: (arrived: Arrived[], tx: Transaction) => Promise<void>;
  /** A file that belongs to something else than a finding, if the actor may see it; answered by later features. */
  otherFile: (actor: Actor, id: string) => Promise<EvidenceItem | undefined>;
};

const DAY = 24 * 60 * 60 * 1000;

/** Files that prove something, shown only to those who may see what they belong to. */
export function evidenceService(deps: EvidenceDeps) {
  const { files, findings } = deps;

  async function itemFor(actor: Actor, id: string): Promise<EvidenceItem> {
    const finding = await findings.findByEvidence(id, keysOf(actor));
    const item =
      finding?.evidence.find((candidate) => candidate.id === id) ?? (await deps.otherFile(actor, id));
    if (item === undefined) throw new NotFound(`evidence ${id}`);
    return item;
  }

  return {
    /** What is known of a file, for whoever may see it; not found for others. */
    item: itemFor,

    /** Takes files into a case. A file that another form has taken meanwhile can not belong to two. */
    async keep(incoming: { id: string }[], tx: Transaction): Promise<void> {
      const ids = [...new Set(incoming.map((file) => file.id))];
      if ((await files.keep(ids, tx)) < ids.length) throw new Stale('a file was taken by another form');
      await deps.noteAdded(await files.arrivals(ids, tx), tx);
    },

    /** The original, byte for byte. */
    async original(actor: Actor, id: string): Promise<{ item: EvidenceItem; body: Readable }> {
      const item = await itemFor(actor, id);
      return { item, body: files.read(id) };
    },

    /** A small picture without the camera's data, made once and kept. Not found for what is no picture. */
    async thumbnail(actor: Actor, id: string): Promise<Buffer> {
      const item = await itemFor(actor, id);
      const kept = await files.thumbnail(id);
      if (kept !== undefined) return kept;
      const made = await makeThumbnail(item.type, () => files.read(id));
      if (made === undefined) throw new NotFound(`thumbnail ${id}`);
      // Two readers at once may both make it; the second copy is dropped by the unique id.
      await files.saveThumbnail(id, made).catch(() => undefined);
      return made;
    },

    /** Removes uploads that nobody attached to a case within a day. */
    async removeAbandoned(): Promise<number> {
      const abandoned = await files.abandonedSince(new Date(deps.clock.now().getTime() - DAY));
      for (const id of abandoned) await files.discard(id);
      return abandoned.length;
    },
  };
}
export type EvidenceService = ReturnType<typeof evidenceService>;
