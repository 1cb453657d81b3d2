import mongoose from 'mongoose';
import { gridFiles } from '../evidence/grid-files.repository.js';
import { otherUses, type FileUse, type OtherUse, type SpaceCount } from './space.js';
import { SpaceCountModel } from './space.model.js';

const LAST = 'last';
/** Where each kind of thing lies. */
const collections: Record<OtherUse, string[]> = {
  copies: ['picture_copies'],
  coming: ['parcel_pieces'],
  mail: ['mail_outbox'],
  papers: ['documents', 'filings'],
};

const sum = async (stages: object[]) =>
  (await gridFiles().aggregate<{ bytes: number }>(stages).toArray())[0]?.bytes ?? 0;

/** Bytes of the documents of a collection; 0 for one that is not there yet. */
async function sizeOf(name: string): Promise<number> {
  const stats = mongoose.connection
    .collection(name)
    .aggregate<{ storageStats: { size: number } }>([{ $collStats: { storageStats: {} } }]);
  const [found] = await stats.toArray().catch((error: { code?: number }) => {
    if (error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  });
  return found?.storageStats.size ?? 0;
}
const NAMESPACE_NOT_FOUND = 26;

async function others(): Promise<SpaceCount['others']> {
  const sizes = { copies: 0, coming: 0, mail: 0, papers: 0 };
  for (const use of otherUses) for (const name of collections[use]) sizes[use] += await sizeOf(name);
  return sizes;
}

/** What uses the space. Files count for the unit of the post in which they were sent, so no case can be told from it. */
export const spaceRepository = {
  bytesOf: (unitId: string): Promise<number> =>
    sum([{ $match: { 'metadata.unitId': unitId } }, { $group: { _id: null, bytes: { $sum: '$length' } } }]),

  async uses(): Promise<FileUse[]> {
    const year = { $year: { date: '$metadata.receivedAt', timezone: '+07:00' } };
    const found = await gridFiles()
      .aggregate<{ _id: { unitId?: string; year: number }; files: number; bytes: number }>([
        { $match: { metadata: { $exists: true } } },
        {
          $group: {
            _id: { unitId: '$metadata.unitId', year },
            files: { $sum: 1 },
            bytes: { $sum: '$length' },
          },
        },
      ])
      .toArray();
    return found.map(({ _id, files, bytes }) => ({ unitId: _id.unitId ?? '', year: _id.year, files, bytes }));
  },

  /** Bytes of all originals, each content once. */
  stored: (): Promise<number> =>
    sum([
      { $group: { _id: { $ifNull: ['$metadata.body', '$_id'] }, length: { $first: '$length' } } },
      { $group: { _id: null, bytes: { $sum: '$length' } } },
    ]),

  others,

  async last(): Promise<SpaceCount | undefined> {
    const found = await SpaceCountModel.findById(LAST).lean<SpaceCount & { _id: string }>();
    if (found === null) return undefined;
    const { _id, ...count } = found;
    return count;
  },

  async save(count: SpaceCount): Promise<void> {
    await SpaceCountModel.replaceOne({ _id: LAST }, count, { upsert: true });
  },
};
export type SpaceRepository = typeof spaceRepository;
