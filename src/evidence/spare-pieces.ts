import { inTransaction } from '../database/connect.js';
import { fileBodiesRepository as bodies, type Spare } from './file-bodies.repository.js';
import { isWhole, removePieces } from './file-pieces.repository.js';
import { extentOf, gridFiles, type WholeGridFile } from './grid-files.repository.js';

/** Files that came before equal ones shared their bytes are looked at, so many at a time. */
const BATCH = 500;

/**
 * A file keeps its own bytes where those that it shares are damaged: the last good copy is never thrown away for the sake
 * of a bad one, whoever damaged that. Answers whether its pieces are still needed.
 */
async function isNeeded({ at, fileId }: Spare): Promise<boolean> {
  if (fileId === undefined) return false;
  const file = (await gridFiles().findOne({ _id: fileId })) as WholeGridFile | null;
  if (file === null) return false;
  const { sha256, body } = file.metadata;
  // Another copy of the product may have given them back to it since the list of spares was read.
  if (body === at) return true;
  const extent = extentOf(file);
  if (body === undefined || (await isWhole(extent, sha256))) return false;
  return inTransaction(async (tx) => {
    const still = { _id: fileId, 'metadata.body': body };
    const own = { $set: { 'metadata.body': at } };
    const { modifiedCount } = await gridFiles().updateOne(still, own, { session: tx });
    if (modifiedCount === 0) return true;
    await bodies.part(sha256, body, tx);
    await bodies.forget(at, tx);
    return true;
  });
}

/** Removes pieces that no file needs, after the bytes that stay have been read back. Safe to repeat. */
export async function removeSparePieces(): Promise<void> {
  for (const spare of await bodies.spares()) {
    if (await isNeeded(spare)) continue;
    await removePieces(spare.at);
    await bodies.forget(spare.at);
  }
}

/** Lets files that came before equal ones shared their bytes share them, too. */
export async function shareOldFiles(): Promise<void> {
  const old = { metadata: { $exists: true }, 'metadata.body': { $exists: false } };
  const found = (await gridFiles().find(old).limit(BATCH).toArray()) as WholeGridFile[];
  for (const { _id, metadata, chunkSize } of found)
    await inTransaction(async (tx) => {
      const body = await bodies.hold(_id, metadata.sha256, chunkSize, tx);
      const shared = { $set: { chunkSize: body.chunkSize, 'metadata.body': body.at } };
      const { modifiedCount } = await gridFiles().updateOne({ _id, ...old }, shared, { session: tx });
      if (modifiedCount === 0) throw new Error(`file ${_id} is gone`);
    });
}
