import type { Readable } from 'node:stream';
import type { Transaction } from '../database/connect.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale, Unshowable } from '../shared/errors.js';
import type { ParcelKeeper } from '../web/parcel.js';
import type { ByteRange } from './byte-range.js';
import { mayHaveOriginal, mayOpen, type Found } from './evidence-access.js';
import type { FileStore } from './file-store.js';
import type { StoredFile } from './grid-files.repository.js';
import type { Copy } from './picture-maker.js';
import type { PictureSize } from './picture-types.js';
import type { PicturesService } from './pictures.service.js';

/** A file that came into a case: who sent it, when. */
export type Arrived = Pick<StoredFile, 'id' | 'ownerId' | 'receivedAt' | 'sender'>;

export type EvidenceDeps = {
  clock: Clock;
  files: FileStore;
  findings: FindingsRepository;
  /** Keeps in the records of the files that they came into a case. */
  noteAdded: (arrived: Arrived[], tx: Transaction) => Promise<void>;
  pictures: PicturesService;
  parcels: ParcelKeeper;
  /** Removes bytes that no file needs any more, and lets equal files share theirs. */
  tidyBytes: () => Promise<void>;
  /** Throws for a file that nobody may open. */
  assertOpen: (file: EvidenceItem) => Promise<void>;
  /** A file that belongs to something else than a finding, if the actor may see it; answered by later features. */
  otherFile: (actor: Actor, id: string) => Promise<EvidenceItem | undefined>;
};

/** What somebody takes along: the original, or the copy of a picture whose original is not for him. */
export type TakenFile = { item: EvidenceItem; body: Readable } | { item: EvidenceItem; copy: Copy };

const DAY = 24 * 60 * 60 * 1000;

/** Files that prove something, shown only to those who may see what they belong to. */
export function evidenceService(deps: EvidenceDeps) {
  const { files, findings, pictures } = deps;

  async function locate(actor: Actor, id: string): Promise<Found> {
    const finding = await findings.findByEvidence(id, keysOf(actor));
    const item =
      finding?.evidence.find((candidate) => candidate.id === id) ?? (await deps.otherFile(actor, id));
    if (item === undefined) throw new NotFound(`evidence ${id}`);
    return { item, finding };
  }

  /** A file whose bytes may leave the house. */
  async function opened(actor: Actor, id: string): Promise<Found> {
    const found = await locate(actor, id);
    if (!mayOpen(actor, found)) throw new NotFound(`evidence ${id} was taken back`);
    await deps.assertOpen(found.item);
    return found;
  }

  async function copy(actor: Actor, id: string, size: PictureSize): Promise<Copy> {
    const { item } = await opened(actor, id);
    const found = await pictures.copy(item, size);
    if (found === undefined) throw new Unshowable(`copy of ${id}`);
    return found;
  }

  return {
    /** What is known of a file, for whoever may see it; not found for others. */
    item: async (actor: Actor, id: string): Promise<EvidenceItem> => (await locate(actor, id)).item,

    locate,
    copy,

    /** Takes files into a case. A file that another form has taken meanwhile can not belong to two. */
    async keep(incoming: { id: string; type: string; sha256: string }[], tx: Transaction): Promise<void> {
      const byId = new Map(incoming.map((file) => [file.id, file]));
      if ((await files.keep([...byId.keys()], tx)) < byId.size)
        throw new Stale('a file was taken by another form');
      await deps.noteAdded(await files.arrivals([...byId.keys()], tx), tx);
      await pictures.enlist([...byId.values()], tx);
    },

    /** The original, byte for byte; for whoever may not have it, the largest copy. */
    async take(actor: Actor, id: string): Promise<TakenFile> {
      const found = await opened(actor, id);
      if (mayHaveOriginal(actor, found)) return { item: found.item, body: files.read(id) };
      return { item: found.item, copy: await copy(actor, id, 'large') };
    },

    /** A part of a file, for a player. */
    async part(actor: Actor, { id }: EvidenceItem, range?: ByteRange): Promise<Readable> {
      await opened(actor, id);
      return files.read(id, range);
    },

    /** Removes uploads that nobody attached to a case within a day, and those of which nothing more came. */
    async removeAbandoned(): Promise<number> {
      const yesterday = new Date(deps.clock.now().getTime() - DAY);
      for (const id of await deps.parcels.untouchedSince(yesterday)) await deps.parcels.discard(id);
      const abandoned = await files.abandonedSince(yesterday);
      for (const id of abandoned) await files.discard(id);
      await deps.tidyBytes();
      return abandoned.length;
    },
  };
}
export type EvidenceService = ReturnType<typeof evidenceService>;
