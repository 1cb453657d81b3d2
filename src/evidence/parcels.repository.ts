import { inTransaction, type Transaction } from '../database/connect.js';
import type { Parcel, ParcelKeeper } from '../web/parcel.js';
import type { ComingFile } from './coming-file.js';
import { ParcelModel, ParcelPieceModel } from './parcel.model.js';

type Stored = Omit<Parcel, 'id'> & { _id: string; touchedAt: Date };
const LONG_AGO = new Date(0);
const plain = ({
  _id,
  ownerId,
  field,
  about,
  name,
  size,
  offset,
  fileId,
  fault,
  by,
  from,
}: Stored): Parcel => ({
  id: _id,
  ownerId,
  field,
  name,
  size,
  offset,
  ...(about ? { about } : {}),
  ...(fileId ? { fileId } : {}),
  ...(fault ? { fault } : {}),
  ...(by ? { by } : {}),
  ...(from ? { from } : {}),
});

/** What else is asked of parcels than to take pieces. */
type ComingFiles = {
  comingTo: (about: string[], ownerIds: string[], tx: Transaction) => Promise<ComingFile[]>;
  giveUp: (ids: string[], tx: Transaction) => Promise<void>;
};

/** Files that arrive in pieces. Pieces lie in the database: whichever copy of the product gets the next one finds them. */
export const parcelsRepository: ParcelKeeper & ComingFiles = {
  async create({ id, ...facts }, now) {
    await ParcelModel.create([{ _id: id, ...facts, touchedAt: now, heldUntil: LONG_AGO }]);
  },

  async find(id, ownerId) {
    const found = await ParcelModel.findOne({ _id: id, ownerId }).lean<Stored>();
    return found === null ? undefined : plain(found);
  },

  unfinished: (ownerId) => ParcelModel.countDocuments({ ownerId, fileId: { $exists: false } }),

  /** Takes a piece that begins where the last one ended. It is on disk, with the new end, when this answers true. */
  append: (id, at, data, now) =>
    inTransaction(async (tx) => {
      const moved = { $set: { offset: at + data.length, touchedAt: now } };
      const { matchedCount } = await ParcelModel.updateOne({ _id: id, offset: at }, moved).session(tx);
      if (matchedCount === 0) return false;
      await ParcelPieceModel.create([{ _id: `${id}:${at}`, parcelId: id, at, data }], { session: tx });
      return true;
    }),

  async *pieces(id) {
    const query = ParcelPieceModel.find({ parcelId: id })
      .sort({ at: 1 })
      .lean<{ data: { buffer: Buffer } }[]>();
    for await (const { data } of query.cursor({ batchSize: 4 })) yield Buffer.from(data.buffer);
  },

  /** Takes a parcel that has arrived whole, to put it together; one process at a time. */
  async claim(id, now, heldUntil) {
    const whole = {
      _id: id,
      fileId: { $exists: false },
      fault: { $exists: false },
      heldUntil: { $lte: now },
    };
    return (await ParcelModel.updateOne(whole, { $set: { heldUntil } })).modifiedCount === 1;
  },

  async finish(id, outcome) {
    await ParcelModel.updateOne({ _id: id }, { $set: outcome });
    await ParcelPieceModel.deleteMany({ parcelId: id });
  },

  async discard(id) {
    await ParcelModel.deleteOne({ _id: id });
    await ParcelPieceModel.deleteMany({ parcelId: id });
  },

  /** Files that these people have begun to send to these things, and that are not whole yet. */
  async comingTo(about, ownerIds, tx) {
    const query = { about: { $in: about }, ownerId: { $in: ownerIds }, fileId: { $exists: false } };
    const found = await ParcelModel.find({ ...query, fault: { $exists: false } })
      .sort({ _id: 1 })
      .session(tx)
      .lean<Stored[]>();
    return found.map(({ _id, name, size, offset, by, touchedAt }) => ({
      id: _id,
      name,
      size,
      offset,
      sender: by?.name ?? '',
      touchedAt,
    }));
  },

  /** As it is discarded, but together with what else the transaction does. */
  async giveUp(ids, tx) {
    await ParcelModel.deleteMany({ _id: { $in: ids } }).session(tx);
    await ParcelPieceModel.deleteMany({ parcelId: { $in: ids } }).session(tx);
  },

  async untouchedSince(before) {
    const found = await ParcelModel.find({ touchedAt: { $lt: before } }, { _id: 1 }).lean();
    return found.map(({ _id }) => _id);
  },
};
