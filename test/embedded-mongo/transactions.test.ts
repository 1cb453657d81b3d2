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

  it('learns of a conflict when the other has ended, or a moment later, holding nothing meanwhile', async () => {
    await things.insertOne({ code: 'b', n: 0 });
    // What is seen when the other ends at once (true) or not until the conflict is known (false).
    const meet = (isShort: boolean) =>
      store.client.withSession((one) =>
        store.client.withSession(async (two) => {
          const seen: string[] = [];
          for (const session of [one, two]) session.startTransaction();
          await things.updateOne({ code: 'a' }, { $inc: { n: 1 } }, { session: one });
          await things.updateOne({ code: 'b' }, { $inc: { n: 1 } }, { session: two });
          const conflict = failure(things.updateOne({ code: 'a' }, { $inc: { n: 1 } }, { session: two }));
          const known = conflict.then(() => seen.push('conflict'));
          await things.updateOne({ code: 'b' }, { $inc: { n: 1 } });
          if (!isShort) await known;
          seen.push('end');
          await one.abortTransaction();
          expect(await conflict).to.include({ code: 112 });
          await known;
          await two.abortTransaction();
          return seen;
        }),
      );
    expect(await meet(false)).to.deep.equal(['conflict', 'end']);
    let seen: string[] = [];
    // On a busy machine the moment may be over before the other has ended; told at once, it is never the first.
    for (let n = 0; n < 10 && seen[0] !== 'end'; n++) seen = await meet(true);
    expect(seen).to.deep.equal(['end', 'conflict']);
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
