import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import connectMongo from 'connect-mongo';
import { GridFSBucket } from 'mongodb';
import mongoose from 'mongoose';
import { openStore, type TestStore } from './support.js';

describe('clients of the embedded store', () => {
  let store: TestStore;
  before(async () => (store = await openStore()));
  after(() => store.close());

  it('carries mongoose: indexes, versions, population, lookups', async () => {
    const connection = await mongoose.createConnection(store.uri).asPromise();
    const unit = new mongoose.Schema(
      { name: { type: String, unique: true }, tags: [String] },
      { optimisticConcurrency: true },
    );
    const Unit = connection.model('Unit', unit);
    const Person = connection.model(
      'Person',
      new mongoose.Schema({ name: String, unit: { type: mongoose.Schema.Types.ObjectId, ref: 'Unit' } }),
    );
    await Promise.all([Unit.init(), Person.init()]);
    const ward = await Unit.create({ name: 'Long Biên', tags: ['ward'] });
    await Person.create({ name: 'An', unit: ward._id });
    const [one, other] = [await Unit.findById(ward._id), await Unit.findById(ward._id)];
    one!.tags.push('004');
    await one!.save();
    other!.name = 'Gia Lâm';
    expect(await other!.save().catch((error: Error) => error.name)).to.equal('VersionError');
    const person = await Person.findOne({ name: 'An' }).populate<{ unit: { name: string } }>('unit').lean();
    expect(person!.unit.name).to.equal('Long Biên');
    const joined = await Unit.aggregate([
      { $lookup: { from: 'people', localField: '_id', foreignField: 'unit', as: 'people' } },
      { $project: { _id: 0, name: 1, people: { $size: '$people' } } },
    ]);
    expect(joined).to.deep.equal([{ name: 'Long Biên', people: 1 }]);
    await connection.close();
  });

  it('carries the session store', async () => {
    const sessions = connectMongo.create({ mongoUrl: store.uri });
    await new Promise((resolve) => sessions.set('one', { cookie: {}, user: 'an' } as never, resolve));
    const found = await new Promise((resolve) => sessions.get('one', (_error, session) => resolve(session)));
    expect(found).to.deep.include({ user: 'an' });
    await sessions.close();
  });

  it('carries files', async () => {
    const bucket = new GridFSBucket(store.db);
    const upload = bucket.openUploadStream('ảnh.jpg');
    upload.end(Buffer.alloc(1_000_000, 7));
    await once(upload, 'finish');
    expect(await buffer(bucket.openDownloadStream(upload.id))).to.have.length(1_000_000);
    await bucket.delete(upload.id);
    expect(await store.db.collection('fs.chunks').countDocuments()).to.equal(0);
  });
});
