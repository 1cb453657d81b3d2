import { expect } from 'chai';
import { MongoClient, type Document } from 'mongodb';
import { failure, openStore, type TestStore } from './support.js';

describe('a moment that a client holds', () => {
  let store: TestStore;
  let reader: MongoClient;
  before(async () => {
    store = await openStore();
    reader = await new MongoClient(store.uri, { maxPoolSize: 1 }).connect();
  });
  after(async () => {
    await reader.close();
    await store.close();
  });

  const hold = async (): Promise<string> =>
    String((await reader.db('admin').command({ embeddedHoldMoment: 1 })).embeddedMoment);
  const ask = (command: Document): Promise<Document[]> =>
    reader.db().runCursorCommand(command).toArray() as Promise<Document[]>;
  const idsOf = async (name: string, embeddedMoment: string) =>
    (await ask({ find: name, sort: { n: 1 }, batchSize: 2, embeddedMoment })).map(({ _id }) => String(_id));

  it('shows documents, collections and indexes as they were', async () => {
    const { db } = store;
    const letters = [...'abcdefgh'].map((_id, n) => ({ _id, n }));
    await db.collection<Document & { _id: string }>('letters').insertMany(letters);
    await db.collection('letters').createIndex({ n: 1 });
    await db.collection('gone').insertOne({ n: 1 });
    const moment = await hold();
    await db.collection('letters').updateMany({}, { $inc: { n: -100 }, $set: { changed: true } });
    await db.collection('letters').deleteOne({ n: -100 });
    await db.collection('letters').dropIndex('n_1');
    await db.collection('gone').drop();
    await db.collection('late').insertOne({});

    expect(await idsOf('letters', moment)).to.deep.equal([...'abcdefgh']);
    expect(await idsOf('gone', moment)).to.have.lengthOf(1);
    expect(await idsOf('late', moment)).to.deep.equal([]);
    const names = (await ask({ listCollections: 1, embeddedMoment: moment })).map(({ name }) => String(name));
    expect(names.sort()).to.deep.equal(['gone', 'letters']);
    const indexes = await ask({ listIndexes: 'letters', embeddedMoment: moment });
    expect(indexes.map(({ name }) => String(name))).to.deep.equal(['_id_', 'n_1']);
    expect(await db.collection('letters').countDocuments()).to.equal(7);
  });

  it('is gone once it is released, also for a cursor that reads it', async () => {
    await store.db.collection('numbers').insertMany([...Array(100).keys()].map((n) => ({ n })));
    const moment = await hold();
    const cursor = reader.db().runCursorCommand({ find: 'numbers', batchSize: 2, embeddedMoment: moment });
    await cursor.next();
    await reader.db('admin').command({ embeddedReleaseMoment: moment });
    expect((await failure(idsOf('numbers', moment))).message).to.equal(`No moment ${moment} is held`);
    expect((await failure(cursor.toArray())).code).to.equal(1);
    expect(await store.db.command({ ping: 1 })).to.include({ ok: 1 });
  });

  it('ends with the connection that held it', async () => {
    const other = await new MongoClient(store.uri, { maxPoolSize: 1 }).connect();
    const { embeddedMoment } = await other.db('admin').command({ embeddedHoldMoment: 1 });
    await other.close();
    for (let tries = 0; ; tries++) {
      const error = await failure(idsOf('numbers', embeddedMoment)).catch(() => undefined);
      if (error !== undefined) return expect(error.message).to.match(/^No moment/);
      expect(tries).to.be.below(100);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
});
