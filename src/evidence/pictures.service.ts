import type { Readable } from 'node:stream';
import type { Transaction } from '../database/connect.js';
import type { Clock } from '../shared/clock.js';
import type { Box } from './mask.js';
import { develop, forPaper, type Copy } from './picture-maker.js';
import { isShown, KEPT_BY_BROWSERS, thumbnailOf, type PictureSize } from './picture-types.js';
import type { Picture, PicturesRepository } from './pictures.repository.js';

type File = { id: string; type: string; sha256: string };

export type PicturesDeps = {
  clock: Clock;
  repository: PicturesRepository;
  read: (id: string) => Readable;
  /** Whether a file may be opened; one that waits to be scanned is made later. */
  isOpen: (file: { id: string; sha256: string }) => Promise<boolean>;
  /** The mask of a picture as it is now. */
  boxesOf: (id: string) => Promise<Box[]>;
};

/** How long a picture may take before another copy of the product takes it over. */
const LEASE = 5 * 60_000;
/** Lists of files show so late which masks another copy of the product has changed. Milliseconds. */
const REMEMBERED = 2000;

async function whole(source: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/**
 * Makes the copies of pictures that people see, each once, one after the other: two large pictures in memory at a time
 * would be one too many, and pages are answered meanwhile. What waits is in the database, for any copy of the product.
 */
export function picturesService({ clock, repository, read, isOpen, boxesOf }: PicturesDeps) {
  let line: Promise<unknown> = Promise.resolve();
  const underWay = new Map<string, Promise<void>>();
  let newlyMasked: { addresses: Record<string, string>; until: number } = { addresses: {}, until: 0 };

  async function make(id: string): Promise<void> {
    // A mask that changes while its picture is made is met by making it again.
    for (let tries = 0; tries < 3; tries += 1) {
      const picture = await repository.find(id);
      if (picture?.state !== 'waiting' || !(await isOpen(picture))) return;
      const boxes = await boxesOf(id);
      const made = await develop(await whole(read(id)), boxes);
      if (made === undefined) return repository.giveUp(id);
      if (await repository.keep(picture, made)) return;
    }
  }

  /** Whoever asks for a picture that is being made waits for it. */
  function inLine(id: string): Promise<void> {
    const begun = underWay.get(id);
    if (begun !== undefined) return begun;
    const work = line.then(() => make(id)).finally(() => underWay.delete(id));
    line = work.catch(() => undefined);
    underWay.set(id, work);
    return work;
  }

  async function known({ id, type, sha256 }: File): Promise<Picture | undefined> {
    if (!isShown(type)) return undefined;
    const found = await repository.find(id);
    if (found !== undefined && found.state !== 'waiting') return found;
    await repository.enlist([{ id, sha256 }]);
    await inLine(id);
    return repository.find(id);
  }

  /** A copy to look at; undefined for what cannot be shown. */
  async function copy(file: File, size: PictureSize): Promise<Copy | undefined> {
    const kept = await repository.copy(file.id, size);
    if (kept !== undefined) return kept;
    const picture = await known(file);
    return picture?.state === 'made' ? repository.copy(file.id, size) : undefined;
  }

  return {
    /** Pictures of a case that is being saved; they are made after it. */
    enlist: (files: readonly File[], tx: Transaction): Promise<void> =>
      repository.enlist(
        files.filter(({ type }) => isShown(type)),
        tx,
      ),

    /** Throws the copies of a picture away in the transaction that changes its mask. */
    remake: (id: string, tx: Transaction): Promise<void> => repository.remake(id, clock.now(), tx),

    /** To be called when that transaction has been written. */
    remade(): void {
      newlyMasked.until = 0;
    },

    /**
     * Pictures whose copies browsers may still keep from before their mask changed: the address of each in lists, and
     * one beside it at which nobody has seen it yet.
     */
    async newAddresses(): Promise<Record<string, string>> {
      const now = clock.now().getTime();
      if (now < newlyMasked.until) return newlyMasked.addresses;
      const found = await repository.maskedSince(new Date(now - KEPT_BY_BROWSERS * 1000));
      const entries = found.map(({ id, masks }) => [thumbnailOf(id), `${thumbnailOf(id)}?masks=${masks}`]);
      const addresses = Object.fromEntries(entries) as Record<string, string>;
      newlyMasked = { addresses, until: now + REMEMBERED };
      return addresses;
    },

    hashesOfCopies: repository.hashesOfCopies,

    /** What is known of a picture; made now if nobody has yet. Undefined for what is none that can be read. */
    known,

    copy,

    /** A copy to be printed; undefined where nobody may open the file. */
    async forPaper(file: File): Promise<Buffer | undefined> {
      const found = (await isOpen(file)) ? await copy(file, 'medium') : undefined;
      return found === undefined ? undefined : forPaper(found.data);
    },

    /** Makes what waits; answers how many. */
    async makeWaiting(): Promise<number> {
      for (let made = 0; ; made += 1) {
        const now = clock.now();
        const picture = await repository.claim(now, new Date(now.getTime() + LEASE));
        if (picture === undefined) return made;
        await inLine(picture.id);
      }
    },
  };
}
export type PicturesService = ReturnType<typeof picturesService>;
