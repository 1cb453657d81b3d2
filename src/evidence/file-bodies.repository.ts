import type { Transaction } from '../database/connect.js';
import { FileBodyModel, SpareBodyModel } from './file-body.model.js';

/** Where a content is kept, and in pieces of how many bytes. */
export type Body = { at: string; chunkSize: number };
export type Spare = { at: string; fileId?: string };

/**
 * The same bytes are kept once, however many files have them. Each file keeps an id, an owner and a record of its own; only
 * its pieces are shared. Who holds a content and who lets go of it both write the one count, so that two at once conflict
 * and one of them tries again: a content that somebody needs is never removed.
 */
export const fileBodiesRepository = {
  /** Gives a file whose bytes have just been stored under its id the content it shares; its own pieces may then be spare. */
  async hold(fileId: string, sha256: string, chunkSize: number, tx: Transaction): Promise<Body> {
    const first = { $inc: { holders: 1 }, $setOnInsert: { at: fileId, chunkSize } };
    const options = { upsert: true, returnDocument: 'after', session: tx } as const;
    const body = await FileBodyModel.findOneAndUpdate({ _id: sha256 }, first, options).lean().orFail();
    if (body.at !== fileId) await SpareBodyModel.create([{ _id: fileId, fileId }], { session: tx });
    return { at: body.at, chunkSize: body.chunkSize };
  },

  /** Lets go of a content. Answers whether nobody else has it: then its pieces are spare from now on. */
  async release(sha256: string, at: string, tx: Transaction): Promise<boolean> {
    const fewer = { $inc: { holders: -1 } };
    const body = await FileBodyModel.findOneAndUpdate({ _id: sha256, at }, fewer, {
      returnDocument: 'after',
      session: tx,
    }).lean();
    if (body !== null && body.holders > 0) return false;
    await FileBodyModel.deleteOne({ _id: sha256, at }).session(tx);
    await SpareBodyModel.updateOne({ _id: at }, { $unset: { fileId: 1 } }, { upsert: true, session: tx });
    return true;
  },

  /** A content that was found damaged is not shared: its file goes on with the pieces that it came with. */
  async part(sha256: string, at: string, tx: Transaction): Promise<void> {
    await FileBodyModel.updateOne({ _id: sha256, at }, { $inc: { holders: -1 } }).session(tx);
  },

  async spares(): Promise<Spare[]> {
    const found = await SpareBodyModel.find().lean();
    return found.map(({ _id, fileId }) => ({ at: _id, ...(fileId ? { fileId } : {}) }));
  },

  async forget(at: string, tx?: Transaction): Promise<void> {
    await SpareBodyModel.deleteOne({ _id: at }).session(tx ?? null);
  },
};
