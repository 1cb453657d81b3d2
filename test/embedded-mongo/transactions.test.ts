import { expect } from 'chai';
import type { Collection, Document } from 'mongodb';
import { failure, openStore, type TestStore } from './support.js';

describe('a transaction', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async () => (store = await openStore()));
  after(() => store.close());
  beforeEach(async () => {
    things = store.db.collection('things');
    await things.deleteMany({});
    await things.createIndex({ code: 1 }, { unique: true });
    await things.insertOne({ code: 'a', n: 0 });
  });

  it('is seen by others only after its commit, and by itself at once', async () => {
    await store.client.withSession((session) =>
      session.withTransaction(async () => {
        await things.insertOne({ code: 'b' }, { session });
        expect(
          await things
            .find({ code: { $gte: 'a' } }, { session })
            .sort({ code: -1 })
            .map(({ code }) => code as unknown)
            .toArray(),
        ).to.deep.equal(['b', 'a']);
        expect(await things.countDocuments()).to.equal(1);
      }),
    );
    expect(await things.countDocuments()).to.equal(2);
  });

  it('leaves no trace when it is aborted', async () => {
    await store.client.withSession(async (session) => {
      session.startTransaction();
      await things.updateOne({ code: 'a' }, { $inc: { n: 1 } }, { session });
      await session.abortTransaction();
    });
    expect(await things.findOne({ code: 'a' })).to.include({ n: 0 });
  });

  it('gives way when another has changed the same document', async () => {
    await store.client.withSession(async (session) => {
      session.startTransaction();
      await things.findOne({}, { session });
      await things.updateOne({ code: 'a' }, { $inc: { n: 10 } });
      const error = await failure(things.updateOne({ code: 'a' }, { $inc: { n: 1 } }, { session }));
      expect(error).to.include({ code: 112, codeName: 'WriteConflict' });
      expect(
        (error as never as { hasErrorLabel(label: string): boolean }).hasErrorLabel(
          'TransientTransactionError',
        ),
      ).to.equal(true);
      await session.abortTransaction();
    });
  });

  it('makes a plain write of the same document wait', async () => {
    await store.client.withSession(async (session) => {
      session.startTransaction();
      await things.updateOne({ code: 'a' }, { $set: { n: 5 } }, { session });
      const plain = things.updateOne({ code: 'a' }, { $inc: { n: 1 } });
      await session.commitTransaction();
      await plain;
    });
    expect(await things.findOne({ code: 'a' })).to.include({ n: 6 });
  });

  it('counts under concurrency without losing one', async () => {
    const add = () =>
      store.client.withSession((session) =>
        session.withTransaction(() => things.updateOne({ code: 'a' }, { $inc: { n: 1 } }, { session })),
      );
    await Promise.all(Array.from({ length: 8 }, add));
    expect(await things.findOne({ code: 'a' })).to.include({ n: 8 });
  });

  it('is unknown after its end', async () => {
    const error = await failure(store.client.db('admin').command({ commitTransaction: 1 }));
    expect(error).to.have.property('code');
  });
});
