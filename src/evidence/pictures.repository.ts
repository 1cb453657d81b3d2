import { inTransaction, type Transaction } from '../database/connect.js';
import type { CameraFacts } from './camera.js';
import { PictureCopyModel, PictureModel } from './picture.model.js';
import type { Copy, Developed } from './picture-maker.js';
import type { PictureSize } from './picture-types.js';
import { sha256Of } from '../shared/sha256.js';
import { bandsOf } from './similarity.js';

export type Picture = {
  id: string;
  sha256: string;
  state: 'waiting' | 'made' | 'unreadable';
  masks: number;
  camera?: CameraFacts;
  print?: string;
};
type Stored = Omit<Picture, 'id'> & { _id: string };

const copyId = (id: string, size: PictureSize) => `${id}.${size}`;
const LONG_AGO = new Date(0);
const plain = ({ _id, sha256, state, masks, camera, print }: Stored): Picture => ({
  id: _id,
  sha256,
  state,
  masks,
  ...(camera === undefined ? {} : { camera }),
  ...(print === undefined ? {} : { print }),
});

/** The queue of pictures to be made, what is known of them, and their copies. */
export const picturesRepository = {
  /** Puts pictures into the queue; those that are known stay as they are. */
  async enlist(pictures: readonly { id: string; sha256: string }[], tx?: Transaction): Promise<void> {
    if (pictures.length === 0) return;
    const first = { state: 'waiting', heldUntil: LONG_AGO, masks: 0 } as const;
    const writes = pictures.map(({ id, sha256 }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: { sha256, ...first } }, upsert: true },
    }));
    await PictureModel.bulkWrite(writes, tx === undefined ? {} : { session: tx });
  },

  async find(id: string): Promise<Picture | undefined> {
    const found = await PictureModel.findById(id).lean<Stored>();
    return found === null ? undefined : plain(found);
  },

  /** Takes a picture that waits and that nobody is at work on. */
  async claim(now: Date, heldUntil: Date): Promise<Picture | undefined> {
    const waiting = { state: 'waiting' as const, heldUntil: { $lte: now } };
    const found = await PictureModel.findOneAndUpdate(waiting, { $set: { heldUntil } }).lean<Stored>();
    return found === null ? undefined : plain(found);
  },

  /** Keeps what was made. False when the mask has changed meanwhile: then nothing of it is kept. */
  keep: (picture: Picture, made: Developed): Promise<boolean> =>
    inTransaction(async (tx) => {
      const { camera, print } = made;
      const facts = { camera, ...(print === undefined ? {} : { print, bands: bandsOf(print) }) };
      const same = { _id: picture.id, masks: picture.masks };
      const { matchedCount } = await PictureModel.updateOne(same, {
        $set: { state: 'made', ...facts },
      }).session(tx);
      if (matchedCount === 0) return false;
      await PictureCopyModel.deleteMany({ fileId: picture.id }).session(tx);
      const copies = made.copies.map(({ size, type, data }) => ({
        _id: copyId(picture.id, size),
        fileId: picture.id,
        type,
        data,
      }));
      await PictureCopyModel.insertMany(copies, { session: tx });
      return true;
    }),

  async giveUp(id: string): Promise<void> {
    await PictureModel.updateOne({ _id: id }, { $set: { state: 'unreadable' } });
  },

  /** Pictures whose mask has changed since a moment, and how often it has ever. */
  async maskedSince(moment: Date): Promise<Pick<Picture, 'id' | 'masks'>[]> {
    const found = await PictureModel.find({ maskedAt: { $gte: moment } }, { masks: 1 }).lean<Stored[]>();
    return found.map(({ _id, masks }) => ({ id: _id, masks }));
  },

  async copy(id: string, size: PictureSize): Promise<Copy | undefined> {
    const found = await PictureCopyModel.findById(copyId(id, size)).lean<{
      type: string;
      data: { buffer: Buffer };
    }>();
    return found === null ? undefined : { size, type: found.type, data: Buffer.from(found.data.buffer) };
  },

  /** SHA-256 of every copy that there is of these files. */
  async hashesOfCopies(fileIds: string[]): Promise<string[]> {
    const found = await PictureCopyModel.find({ fileId: { $in: fileIds } }, { data: 1 }).lean<
      { data: { buffer: Buffer } }[]
    >();
    return found.map(({ data }) => sha256Of(data.buffer));
  },

  /** Removes what was made of a picture that is disposed of; it is never made again. */
  async dispose(id: string, tx: Transaction): Promise<void> {
    const nothing = {
      $set: { state: 'unreadable' as const },
      $unset: { camera: 1, print: 1, bands: 1 },
    } as const;
    await PictureModel.updateOne({ _id: id }, nothing).session(tx);
    await PictureCopyModel.deleteMany({ fileId: id }).session(tx);
  },

  /** Throws the copies away, in the transaction that changes the mask: they are made anew under it. */
  async remake(id: string, at: Date, tx: Transaction): Promise<void> {
    const again = { $set: { state: 'waiting', heldUntil: LONG_AGO, maskedAt: at }, $inc: { masks: 1 } };
    await PictureModel.updateOne({ _id: id }, again).session(tx);
    await PictureCopyModel.deleteMany({ fileId: id }).session(tx);
  },
};
export type PicturesRepository = typeof picturesRepository;
