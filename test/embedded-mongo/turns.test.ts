import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { Watcher } from './raw-client.js';
import { failure, openStore, type TestStore } from './support.js';

/** `LONG=100000` for as many documents of a kilobyte; the aim is then a 99th percentile below 50 ms on a quiet machine. */
const LONG = Number(process.env.LONG ?? 3000);
const kilobyte = 'x'.repeat(900);
const document = (n: number): Document => ({
  n,
  code: `c${n}`,
  tags: [n % 7, `t${n % 100}`],
  text: kilobyte,
});

describe('while one client does something long', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async function () {
    this.timeout(600_000);
    store = await openStore();
    things = store.db.collection('things');
    for (let from = 0; from < LONG; from += 10_000)
      await things.insertMany(
        Array.from({ length: Math.min(10_000, LONG - from) }, (_, i) => document(from + i)),
      );
  });
  after(() => store.close());

  // How long another client waits for one document: the middle, the 99th of a hundred and the longest.
  // How many times another client reads one document meanwhile.
  async function watched(work: () => Promise<unknown>): Promise<number> {
    const question = { find: 'others', filter: { _id: 1 }, $db: 'ky-cuong' };
    const watcher = await Watcher.of(store.uri, question);
    const since = performance.now();
    await work();
    const took = performance.now() - since;
    const waits = await watcher.end();
    const at = (part: number) => waits[Math.floor(waits.length * part)]!.toFixed(1);
    if (process.env.LONG !== undefined)
      console.log(
        `      took ${took.toFixed()} ms; ${waits.length} reads beside it: median ${at(0.5)}, p99 ${at(0.99)}, longest ${waits.at(-1)!.toFixed(1)} ms`,
      );
    return waits.length;
  }

  const work: [string, () => Promise<unknown>][] = [
    ['an insert of many', () => store.db.collection('more').insertMany(Array.from({ length: Math.min(LONG, 10_000) }, (_, n) => document(n)))],
    ['the making of an index', () => things.createIndexes([{ key: { tags: 1, n: -1 } }, { key: { code: 1 }, unique: true }])],
    ['a group over everything', () => things.aggregate([{ $group: { _id: '$text', n: { $sum: '$n' }, all: { $addToSet: '$code' } } }]).toArray()],
    ['a sort of everything', () => things.find({}, { projection: { n: 1 } }).sort({ text: 1, n: -1 }).toArray()],
    ['an $out of everything', () => things.aggregate([{ $out: 'copies' }]).toArray()],
    ['an update of everything', () => things.updateMany({}, { $inc: { seen: 1 } })],
  ]; // prettier-ignore
  for (const [what, run] of work) {
    it(`${what} lets others through`, async function () {
      this.timeout(600_000);
      // What does everything at once lets one in before it, and perhaps one that was asked already.
      expect(await watched(run)).to.be.above(2);
    });
  }

  it('the end of a collection does not wait for the end of its keys', async () => {
    await watched(() => things.drop());
    expect(await store.db.listCollections({ name: 'things' }).toArray()).to.deep.equal([]);
  });
});

describe('an index that is being made', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async () => (store = await openStore()));
  after(() => store.close());
  beforeEach(async () => {
    things = store.db.collection(`things${Math.random()}`);
    await things.insertMany(Array.from({ length: 1500 }, (_, n) => document(n)));
  });
  const isSound = async () => {
    const report = await store.db.command({ validate: things.collectionName });
    expect(report).to.deep.include({ valid: true, errors: [] });
    return report.keysPerIndex as Document;
  };

  it('holds what others write, change and remove meanwhile', async () => {
    const making = things.createIndex({ tags: 1, n: 1 });
    for (let n = 0; n < 20; n++) {
      await things.insertOne(document(10_000 + n));
      await things.updateOne({ n: 1450 - n * 30 }, { $set: { tags: ['changed', n] } });
      await things.deleteOne({ n: 1451 - n * 30 });
    }
    await making;
    expect(await isSound()).to.have.keys('_id_', 'tags_1_n_1');
    expect(await things.countDocuments({ tags: 'changed' })).to.equal(20);
  });

  it('is made once when several ask for it, and not used before it is whole', async () => {
    const making = Promise.all([1, 2, 3].map(() => things.createIndex({ n: 1 })));
    const counts = await Promise.all([1, 2, 3, 4].map(() => things.countDocuments({ n: { $gte: 0 } })));
    expect(counts).to.deep.equal([1500, 1500, 1500, 1500]);
    await making;
    expect(await things.indexes()).to.have.length(2);
    await isSound();
  });

  it('is given up when a value comes twice, also one that comes meanwhile', async () => {
    await things.updateOne({ n: 1499 }, { $set: { code: 'c1' } });
    const error = await failure(things.createIndex({ code: 1 }, { unique: true }));
    expect(error)
      .to.include({ code: 11000 })
      .and.to.deep.include({ keyPattern: { code: 1 }, keyValue: { code: 'c1' } });
    expect(await things.indexes()).to.have.length(1);
    await things.updateOne({ n: 1499 }, { $set: { code: 'c1499' } });
    const [made, written] = await Promise.allSettled([
      things.createIndex({ code: 1 }, { unique: true }),
      pause(5).then(() => things.insertOne({ code: 'c1498' })),
    ]);
    expect([made.status, written.status], 'one of both gives way')
      .to.include('rejected')
      .and.to.include('fulfilled');
    const codes = await things
      .aggregate([{ $group: { _id: '$code', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }])
      .toArray();
    expect(codes).to.have.length(made.status === 'fulfilled' ? 0 : 1);
    await isSound();
  });

  it('and a transaction with one of its values never both win', async () => {
    await store.client.withSession(async (session) => {
      const making = things.createIndex({ code: 1 }, { unique: true });
      await pause(3);
      session.startTransaction();
      // An index that is made known meanwhile ends the transaction instead.
      await things
        .insertOne({ code: 'c1499' }, { session })
        .then(() => session.commitTransaction())
        .catch(() => (session.inTransaction() ? session.abortTransaction() : undefined));
      await making.catch(() => undefined);
    });
    const twice = await things.countDocuments({ code: 'c1499' });
    const isUnique = (await things.indexes()).length === 2;
    expect(twice).to.equal(isUnique ? 1 : 2);
    await isSound();
  });

  it('goes down with its collection', async () => {
    const [made] = await Promise.allSettled([
      things.createIndex({ tags: 1, code: 1, n: 1 }),
      pause(3).then(() => things.drop()),
    ]);
    if (made.status === 'rejected') expect(made.reason).to.include({ code: 276 });
    expect(await store.db.listCollections({ name: things.collectionName }).toArray()).to.have.length(0);
  });
});

describe('a store that ends before it has removed what was dropped', () => {
  it('goes on with it after its next start, and gives the place to nobody before', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'garbage-'));
    const open = async () => {
      const store = await startEmbeddedMongo({ folder });
      const client = await new MongoClient(store.uri).connect();
      const close = async () => {
        await client.close();
        await store.stop();
      };
      return { db: client.db(), close };
    };
    const first = await open();
    const old = first.db.collection('old');
    await old.insertMany(Array.from({ length: 2500 }, (_, n) => document(n)));
    await old.createIndex({ n: 1 });
    await old.drop();
    await first.close();
    const second = await open();
    const fresh = second.db.collection<Document>('fresh');
    await fresh.createIndex({ n: 1 });
    await fresh.insertMany([{ n: 1 }, { n: 2 }]);
    await pause(300);
    expect(await fresh.countDocuments({ n: { $gte: 0 } })).to.equal(2);
    expect(await second.db.command({ validate: 'fresh' })).to.deep.include({ valid: true, nrecords: 2 });
    await second.close();
    await rm(folder, { recursive: true });
  });
});
