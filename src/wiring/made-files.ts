import { fileStore } from '../evidence/file-store.js';
import type { Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { sha256Of } from '../shared/sha256.js';

/** The bytes of a stream that is no longer than a paper. */
export async function wholeOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Stores what the product has made; it belongs to nothing until something keeps it. */
export const madeFiles =
  (clock: Clock) => async (actor: Actor, name: string, type: string, bytes: Buffer) => {
    const [id, at] = [newId(), clock.now()];
    const file = fileStore.openUpload(id, name, at);
    await file.write(bytes);
    const sha256 = sha256Of(bytes);
    await file.keep({ type, sha256, ownerId: actor.personId, pending: true, receivedAt: at });
    return { id, name, type, size: bytes.length, sha256 };
  };
